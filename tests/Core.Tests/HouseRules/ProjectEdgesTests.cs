using Xunit;

namespace BotAssistant.Core.Tests.HouseRules;

/// <summary>The project files are the architecture: what may see what.</summary>
public sealed class ProjectEdgesTests
{
    public static TheoryData<string> Integrations => [.. Repository.Files("integrations", "*.csproj").Select(Repository.Name)];

    [Fact]
    public void Core_sees_nothing_and_has_no_packages()
    {
        var core = Project("core/BotAssistant.Core.csproj");

        Assert.Empty(Repository.References(core));
        Assert.Empty(Repository.Packages(core));
    }

    [Fact]
    public void Dialogs_see_core_only_and_have_no_packages()
    {
        var dialogs = Project("dialogs/BotAssistant.Dialogs.csproj");

        Assert.Equal(["core"], Repository.References(dialogs));
        Assert.Empty(Repository.Packages(dialogs));
    }

    [Theory]
    [MemberData(nameof(Integrations))]
    public void An_integration_sees_core_only(string project) => Assert.Equal(["core"], Repository.References(Project(project)));

    [Fact]
    public void Every_integration_has_one_project_in_a_folder_of_its_own()
        => Assert.Equal(
            new DirectoryInfo(Path.Combine(Repository.Root.FullName, "integrations")).GetDirectories().Select(Repository.Name).Order(StringComparer.Ordinal),
            Repository.Files("integrations", "*.csproj").Select(project => Repository.Name(project.Directory!)).Order(StringComparer.Ordinal));

    [Fact]
    public void The_bot_sees_everything()
    {
        string[] everything = ["core", "dialogs", .. Repository.Files("integrations", "*.csproj").Select(project => Repository.Name(project.Directory!))];

        Assert.Equal(everything.Order(StringComparer.Ordinal), Repository.References(Project("bot/BotAssistant.Bot.csproj")));
    }

    [Fact]
    public void Nothing_that_ships_sees_the_tests()
        => Assert.DoesNotContain(
            new[] { "core", "dialogs", "integrations", "bot" }.SelectMany(folder => Repository.Files(folder, "*.csproj")).SelectMany(Repository.References),
            reference => reference.StartsWith("tests", StringComparison.Ordinal));

    private static FileInfo Project(string path) => new(Path.Combine(Repository.Root.FullName, path));
}
