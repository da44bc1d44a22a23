using System;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace CameraNode.Tests
{
    /// <summary>What both test frameworks lack in common.</summary>
    internal static class Throws
    {
        /// <summary>Runs something that must throw exactly this type of exception.</summary>
        /// <returns>The exception.</returns>
        public static Exception Exception(Type type, Action action)
        {
            Exception? thrown = null;
            try
            {
                action();
            }
            catch (Exception e)
            {
                thrown = e;
            }

            Assert.IsTrue(thrown != null, type.Name + " is expected, and nothing is thrown.");
            Assert.AreEqual(type.Name, thrown!.GetType().Name);
            return thrown!;
        }
    }
}
