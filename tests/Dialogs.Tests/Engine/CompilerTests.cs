using BotAssistant.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace BotAssistant.Dialogs.Tests.Engine;

/// <summary>What the compiler keeps out of a dialog, asked of the compiler itself.</summary>
public sealed class CompilerTests
{
    private const string Question = "new TextQuestion(\"name\", 1, 20)";

    [Fact]
    public void A_plain_dialog_compiles() => Assert.Empty(Problems($"return await ask.For({Question});"));

    [Fact]
    public void A_dialog_may_await_a_dialog() => Assert.Empty(Problems("return await Sub();", "static async Dialog<string> Sub() => \"\";"));

    [Theory]
    [InlineData("await System.Threading.Tasks.Task.Delay(1);")]
    [InlineData("await System.Threading.Tasks.Task.Yield();")]
    [InlineData("await new System.Threading.Tasks.ValueTask();")]
    [InlineData("await System.Threading.Tasks.Task.CompletedTask.ConfigureAwait(false);")]
    [InlineData("await System.IO.File.ReadAllTextAsync(\"x\");")]
    [InlineData("await foreach (var x in System.Linq.AsyncEnumerable.Empty<int>()) { }")]
    public void A_foreign_await_does_not_compile(string statement)
        => Assert.Contains(Problems($"{statement} return \"\";"), problem => problem.Id is "CS0315" or "CS0311");

    [Theory]
    [InlineData($"ask.For({Question});")]
    [InlineData("Sub();")]
    public void A_forgotten_await_does_not_compile(string statement)
        => Assert.Contains(
            Problems($"{statement} return await Sub();", "static async Dialog<string> Sub() { await Answer<int>.Missing; return \"\"; }"),
            problem => problem is { Id: "CS4014" });

    [Fact]
    public void A_forgotten_await_is_an_error_in_every_project_and_not_only_while_warnings_are()
        => Assert.Contains("<WarningsAsErrors>CS4014</WarningsAsErrors>", File.ReadAllText(SourceTree.PathOf("Directory.Build.props")), StringComparison.Ordinal);

    [Theory]
    [InlineData("core/BannedSymbols.txt", "DateTime.Now", "DateTime.UtcNow", "DateTimeOffset.Now", "DateTimeOffset.UtcNow")]
    [InlineData("dialogs/BannedSymbols.txt", "Guid.NewGuid", "Guid.CreateVersion7", "Random", "Environment", "IO.File", "TimeProvider.System")]
    public void Clock_chance_and_machine_are_banned(string list, params string[] symbols)
        => Assert.All(symbols, symbol => Assert.Contains(Banned(list), entry => entry[2..].StartsWith($"System.{symbol}", StringComparison.Ordinal)));

    [Fact]
    public void The_lists_of_banned_symbols_are_given_to_the_analyzer()
    {
        Assert.Contains("core/BannedSymbols.txt", File.ReadAllText(SourceTree.PathOf("Directory.Build.props")), StringComparison.Ordinal);
        Assert.Contains("<AdditionalFiles Include=\"BannedSymbols.txt\" />", File.ReadAllText(SourceTree.PathOf("dialogs/BotAssistant.Dialogs.csproj")), StringComparison.Ordinal);
    }

    /// <summary>The analyzer passes over a name that it cannot find, so a misspelt ban would ban nothing.</summary>
    [Theory]
    [InlineData("core/BannedSymbols.txt")]
    [InlineData("dialogs/BannedSymbols.txt")]
    public void Every_banned_symbol_exists(string list)
    {
        var compilation = Compile("");

        Assert.All(Banned(list), id => Assert.NotNull(DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation)));
    }

    private static IReadOnlyList<string> Banned(string list)
        => [.. File.ReadLines(SourceTree.PathOf(list)).Where(line => line.Contains(';', StringComparison.Ordinal)).Select(line => line[..line.IndexOf(';', StringComparison.Ordinal)])];

    private static IReadOnlyList<Diagnostic> Problems(string body, string more = "")
        => [.. Compile(
            $$"""
            using BotAssistant.Dialogs.Engine;
            static class Sample
            {
                public static async Dialog<string> Run(Prompter ask) { {{body}} }
                {{more}}
            }
            """).Emit(Stream.Null).Diagnostics.Where(problem => problem.Severity >= DiagnosticSeverity.Warning && problem.Id != "CS1998")];

    private static CSharpCompilation Compile(string code) => CSharpCompilation.Create(
        "sample",
        [CSharpSyntaxTree.ParseText(code)],
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
}
