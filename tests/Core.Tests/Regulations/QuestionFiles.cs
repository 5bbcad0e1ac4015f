using YamlDotNet.Serialization;

namespace BotAssistant.Core.Tests.Regulations;

/// <summary>The questions beside this file: question → passages that answer it; or questions alone.</summary>
internal static class QuestionFiles
{
    public static IReadOnlyDictionary<string, List<string>> Related(string file) => Read<Dictionary<string, List<string>>>(file);

    public static IReadOnlyList<string> Unrelated(string file) => Read<List<string>>(file);

    private static T Read<T>(string file)
        => new DeserializerBuilder().WithDuplicateKeyChecking().Build().Deserialize<T>(
            File.ReadAllText(Path.Combine(HouseRules.Repository.Root.FullName, "tests", "Core.Tests", "Regulations", "Questions", file)));
}
