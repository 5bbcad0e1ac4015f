using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace BotAssistant.Bot.Demo;

/// <summary>A trade of the demo: the workshop's kind of name, what it makes and of what.</summary>
internal sealed class DemoTrade
{
    public required string Name { get; init; }
    public required List<string> Products { get; init; }
    public required string Material { get; init; }
    public required string Additive { get; init; }
}

/// <summary>The word lists of demo-words.yaml.</summary>
internal sealed class DemoWords
{
    private const string File = "demo-words.yaml";

    /// <summary>Ends every name: nobody may take a synthetic workshop for a real one.</summary>
    public required string Mark { get; init; }

    public required List<string> Surnames { get; init; }
    public required List<string> GivenNames { get; init; }
    public required List<string> Nicknames { get; init; }

    /// <summary>Towns by district code; every district of Ningbo has some.</summary>
    public required Dictionary<string, List<string>> Places { get; init; }

    public required List<string> Streets { get; init; }
    public required List<DemoTrade> Trades { get; init; }
    public required List<string> Sales { get; init; }
    public required string Supplier { get; init; }
    public required string Officer { get; init; }

    /// <summary>Reasons by kind of event.</summary>
    public required Dictionary<string, string> Reasons { get; init; }

    /// <summary>Pattern of an address, with the places town, street and number.</summary>
    public required string Address { get; init; }

    public static DemoWords Load()
    {
        using var reader = new StreamReader(typeof(DemoWords).Assembly.GetManifestResourceStream(File)!);
        return new DeserializerBuilder()
            .WithNamingConvention(CamelCaseNamingConvention.Instance)
            .WithEnforceRequiredMembers()
            .Build()
            .Deserialize<DemoWords>(reader);
    }
}
