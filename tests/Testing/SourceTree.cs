namespace BotAssistant.Testing;

/// <summary>The repository that a test was built from: for golden files and for tests of the sources.</summary>
public static class SourceTree
{
    /// <summary>Set to 1, golden files are written anew instead of compared.</summary>
    public const string ApproveVariable = "BOTASSISTANT_APPROVE";

    private static readonly string[] BuildOutput = ["bin", "obj", "node_modules"];

    public static string Root { get; } = Find();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>The files of a folder by their path from the root; build output left out.</summary>
    public static IReadOnlyList<(string Name, string Text)> Read(string folder, string pattern)
        => [.. Directory.EnumerateFiles(PathOf(folder), pattern, SearchOption.AllDirectories)
            .Select(file => (Path: file, Name: Path.GetRelativePath(Root, file).Replace('\\', '/')))
            .Where(file => !file.Name.Split('/').Any(BuildOutput.Contains))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => (file.Name, File.ReadAllText(file.Path)))];

    /// <summary>What a golden file should hold: its text, or, when approving, <paramref name="actual"/>, which it holds from now on.</summary>
    public static string Golden(string relative, string actual)
    {
        var file = PathOf(relative);
        if (Environment.GetEnvironmentVariable(ApproveVariable) == "1")
        {
            File.WriteAllText(file, actual);
            return actual;
        }

        return File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "BotAssistant.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("No BotAssistant.sln above the test's own folder.");
    }
}
