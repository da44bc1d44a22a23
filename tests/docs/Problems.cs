using System;
using System.Collections.Generic;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.Docs;

/// <summary>What is wrong in the documents, all of it at once.</summary>
internal sealed class Problems
{
    private readonly List<string> found = [];

    /// <summary>Notes a fault of a line, counted from 1.</summary>
    public void Add(string file, int line, string what)
    {
        found.Add($"{file}:{line}: {what}");
    }

    /// <summary>Fails the test if there is any.</summary>
    public void AssertNone()
    {
        Assert.IsEmpty(found, Environment.NewLine + string.Join(Environment.NewLine, found));
    }
}
