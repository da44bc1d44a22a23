using Microsoft.VisualStudio.TestTools.UnitTesting;

// Tests start processes that use both cores already.
[assembly: DoNotParallelize]
