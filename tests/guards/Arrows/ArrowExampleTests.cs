using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.Guards.Arrows;

/// <summary>An arrow that points up, or a circle, is noticed when one is put in.</summary>
[TestClass]
public sealed class ArrowExampleTests
{
    private static readonly Order order = new("lib", ["low"], ["left", "right"], ["high"], ["top.cs", Order.Beside]);

    [TestMethod]
    [DataRow("lib/high/A.cs", "lib/low/B.cs")]
    [DataRow("lib/Main.cs", "lib/high/B.cs")]
    [DataRow("lib/low/A.cs", "lib/low/deep/B.cs")]
    [DataRow("lib/low/A.cs", "other/high/B.cs")]
    [DataRow("other/A.cs", "lib/low/B.cs")]
    public void ArrowsDownAndWithinAreKept(string from, string to)
    {
        Assert.IsEmpty(order.Violations([new Arrow(from, to, "B")]));
    }

    [TestMethod]
    [DataRow("lib/low/A.cs", "lib/high/B.cs", "lib/low -> lib/high, which is above it:")]
    [DataRow("lib/left/A.cs", "lib/right/deep/B.cs", "lib/left -> lib/right, which is beside it:")]
    [DataRow("lib/high/A.cs", "lib/Main.cs", "lib/high -> the files of lib, which is above it:")]
    [DataRow("lib/high/A.cs", "lib/top.cs", "lib/high -> lib/top.cs, which is above it:")]
    public void ArrowsUpAndAcrossAreNoted(string from, string to, string message)
    {
        string noted =
            order.Violations([new Arrow(from, to, "B"), new Arrow(from, to, "B.Run"), new Arrow(from, to, "B")])
                .Single();
        Assert.AreEqual($"{message}\n    {from} -> {to}: B, B.Run", noted);
    }

    [TestMethod]
    public void FoldersWithoutARowAndRowsWithoutAFolderAreNoted()
    {
        string[] files =
            ["lib/low/A.cs", "lib/left/A.cs", "lib/right/A.cs", "lib/new/A.cs", "lib/new/B.cs", "lib/A.cs", "x/y/C.cs"];
        Assert.AreEqual("lib has new/: give it a row in Orders.cs", order.Missing(files).Single());
        Assert.AreEqual(
            "lib/high is not there: take it out of Orders.cs, lib/top.cs is not there: take it out of Orders.cs",
            string.Join(", ", order.Gone(files)));
    }

    [TestMethod]
    public void CirclesAreNoted()
    {
        Arrow[] arrows =
        [
            new("a", "b", "B"), new("b", "c", "C"), new("c", "a", "A"), new("c", "a", "A2"), new("c", "d", "D"),
            new("d", "d", "D"),
        ];
        string circle = Circles.Of(arrows).Single();
        Assert.AreEqual("a circle:\n    a -> b: B\n    b -> c: C\n    c -> a: A, A2", circle);
        Assert.IsEmpty(Circles.Of(arrows.Where(arrow => arrow.To != "a")));
    }

    [TestMethod]
    public void EveryCircleIsNoted()
    {
        Arrow[] arrows =
            [new("a", "b", "B"), new("b", "a", "A"), new("b", "c", "C"), new("c", "d", "D"), new("d", "c", "C")];
        Assert.HasCount(2, Circles.Of(arrows));
    }

    [TestMethod]
    [DataRow("class A { B b; }", "B")]
    [DataRow("class A { object b = new Outer.Inner(); }", "Outer, Inner")]
    [DataRow("class A { int x = Numbers.Seven; }", "Numbers, Numbers.Seven")]
    [DataRow("class A { void M() { 5.Twice(); } }", "Extensions.Twice")]
    [DataRow("class A { string x = nameof(B); }", "B")]
    [DataRow("class A { void M(Maker m) { var b = m.Make(); b.Run(); } }", "Maker, Maker.Make, B, B.Run")]
    [DataRow("class A { void M() { Unknown.Do(x => x.Call(Numbers.Seven)); } }", "Numbers, Numbers.Seven")]
    [DataRow("class A { Unknown Numbers(int Seven) => null; }", "")]
    [DataRow("class A { /* B */ string s = \"B\"; }", "")]
    public void NamesInCSharpAreResolved(string text, string names)
    {
        const string Others = """
            class B { public void Run() { } }
            class Outer { public class Inner { } }
            static class Numbers { public const int Seven = 7; }
            static class Extensions { public static int Twice(this int x) => 2 * x; }
            class Maker { public B Make() => new(); }
            """;
        SourceFile[] files = [new("lib/A.cs", text), new("lib/Others.cs", Others)];
        IReadOnlyList<Arrow> arrows = CSharpArrows.Of(files);
        CollectionAssert.AreEquivalent(
            names.Split(", ").Where(name => name.Length > 0).ToArray(), arrows.Select(arrow => arrow.Name).ToArray());
        Assert.IsTrue(arrows.All(arrow => arrow is { From: "lib/A.cs", To: "lib/Others.cs" }));
    }

    [TestMethod]
    [DataRow("#include \"b.h\"", "lib/x/b.h")]
    [DataRow("#include \"c.h\"", "lib/y/c.h")]
    [DataRow("#include \"../y/b.h\"", "lib/y/b.h")]
    [DataRow("#include <b.h>", "")]
    [DataRow("// #include \"b.h\"", "")]
    public void IncludesAreFound(string text, string to)
    {
        SourceFile[] files = [new("lib/x/a.c", text), new("lib/x/b.h", ""), new("lib/y/b.h", ""), new("lib/y/c.h", "")];
        Assert.AreEqual(to, string.Join(", ", CppArrows.Includes(files).Select(arrow => arrow.To)));
    }

    [TestMethod]
    [DataRow("int use(void) {\n    return other(1);\n}", "b.c")]
    [DataRow("static int (*const table[])(int) = {other};", "b.c")]
    [DataRow("static int other(int x) { return x; }\nint use(void) { return other(1); }", "")]
    [DataRow("int use(struct s *s) { return s->other + s.other; }", "")]
    [DataRow("int use(void) { return 0; /* other(1) */ }", "")]
    [DataRow("int use(void) { return inside(1) + prototype(1); }", "")]
    public void CallsAreFound(string text, string to)
    {
        const string Defining = """
            int prototype(int x);
            static int inside(int x) { return x; }
            int other(int x) {
                return inside(x);
            }
            """;
        SourceFile[] files = [new("a.c", text), new("b.c", Defining), new("b.h", "int other(int x);")];
        Assert.AreEqual(to, string.Join(", ", CppArrows.Calls(files).Select(arrow => arrow.To)));
    }

    [TestMethod]
    public void ProjectsAreFollowed()
    {
        SourceFile[] files =
        [
            new("lib/one/One.csproj",
                "<ProjectReference Include=\"../two/Two.csproj\" /><Compile Include=\"..\\..\\tests\\A.cs\" />"),
            new("lib/one/One.targets", "$(MSBuildThisFileDirectory)../../native/host/x.targets ../../../outside"),
        ];
        CollectionAssert.AreEqual(
            new[] { "lib/two/Two.csproj", "tests/A.cs", "native/host/x.targets" },
            ProjectArrows.Of(files).Select(arrow => arrow.To).ToArray());
    }
}
