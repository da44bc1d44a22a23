using Microsoft.VisualStudio.TestTools.UnitTesting;

// Updates write to the documents that other tests read.
[assembly: DoNotParallelize]
