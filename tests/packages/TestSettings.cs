using Microsoft.VisualStudio.TestTools.UnitTesting;

// One machine, one set of packages; each test is a process or several.
[assembly: DoNotParallelize]
