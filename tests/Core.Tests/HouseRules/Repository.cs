using System.Xml.Linq;

namespace BotAssistant.Core.Tests.HouseRules;

/// <summary>The repository that this test was built from.</summary>
internal static class Repository
{
    private static readonly string[] BuildOutput = ["bin", "obj", "node_modules"];

    public static readonly DirectoryInfo Root = Find();

    public static IReadOnlyList<FileInfo> Files(string folder, string pattern)
        => [.. new DirectoryInfo(Path.Combine(Root.FullName, folder)).EnumerateFiles(pattern, SearchOption.AllDirectories).Where(IsOurs)];

    /// <summary>Path from the root, with forward slashes.</summary>
    public static string Name(FileSystemInfo file) => Path.GetRelativePath(Root.FullName, file.FullName).Replace('\\', '/');

    /// <summary>Folders (from the root) of the projects that a project refers to.</summary>
    public static IReadOnlyList<string> References(FileInfo project)
        => [.. Items(project, "ProjectReference").Select(path => Name(new FileInfo(Path.Combine(project.DirectoryName!, path)).Directory!)).Order(StringComparer.Ordinal)];

    /// <summary>Packages that a project ships with.</summary>
    public static IReadOnlyList<string> Packages(FileInfo project) => [.. Items(project, "PackageReference"), .. Items(project, "FrameworkReference")];

    private static IEnumerable<string> Items(FileInfo project, string kind)
        => XDocument.Load(project.FullName).Descendants(kind).Select(item => item.Attribute("Include")!.Value);

    private static bool IsOurs(FileInfo file) => !Name(file).Split('/').Any(BuildOutput.Contains);

    private static DirectoryInfo Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "BotAssistant.sln")))
            {
                return folder;
            }
        }

        throw new DirectoryNotFoundException("No BotAssistant.sln above the test's own folder.");
    }
}
