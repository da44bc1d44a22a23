using Microsoft.VisualStudio.TestTools.UnitTesting;

// One broker at a time: they and the nodes use all cores already.
[assembly: DoNotParallelize]
