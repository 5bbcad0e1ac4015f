using Xunit;

namespace BotAssistant.Core.Tests.HouseRules;

public sealed class LayoutTests
{
    private static readonly string[] TopLevel =
    [
        "bot", "core", "dialogs", "integrations", "tests", "BotAssistant.sln", "README.md", "README.zh-CN.md", "LICENSE",
        ".ci", ".editorconfig", ".git", ".gitattributes", ".gitignore", "global.json", "Directory.Build.props", "Directory.Packages.props",
    ];

    /// <summary>What a developer's own tools leave behind; .gitignore keeps it out.</summary>
    private static readonly string[] Local = [".vs", ".vscode", ".idea", "bin", "obj", "data", "TestResults", "artifacts", "node_modules"];

    public static TheoryData<string> ExplainedFolders =>
    [
        "core", "dialogs", "bot", "tests", "tests/Load",
        .. new DirectoryInfo(Path.Combine(Repository.Root.FullName, "integrations")).GetDirectories().Select(Repository.Name),
    ];

    [Fact]
    public void The_top_level_is_fixed()
        => Assert.Empty(Repository.Root.GetFileSystemInfos().Select(entry => entry.Name).Except(TopLevel).Except(Local));

    [Theory]
    [MemberData(nameof(ExplainedFolders))]
    public void A_folder_where_a_newcomer_would_ask_why_has_a_readme(string folder)
        => Assert.True(File.Exists(Path.Combine(Repository.Root.FullName, folder, "README.md")), $"{folder}/README.md: say on one screen what this is, how to add one, and why it is so.");
}
