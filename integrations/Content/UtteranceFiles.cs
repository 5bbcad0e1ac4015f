using System.Reflection;
using BotAssistant.People;
using BotAssistant.Understanding;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace BotAssistant.Content;

/// <summary>Reads what understanding is made from: the intents, other spellings, and the utterance files, one for each role and one for all.</summary>
public static class UtteranceFiles
{
    private const string IntentsFile = "intents.yaml", SpellingsFile = "spellings.yaml";

    /// <summary>Who says what stands in which file; null is everyone.</summary>
    private static readonly (string File, Role? Says)[] Files =
    [
        ("utterances-all.yaml", null),
        ("utterances-owner.yaml", Role.Owner),
        ("utterances-inspector.yaml", Role.Inspector),
        ("utterances-officer.yaml", Role.Officer),
    ];

    /// <exception cref="ContentException">A file is missing or wrong: an unknown key or intent, a phrasing that stands there twice, an intent that nobody says.</exception>
    public static Utterances Load(Assembly assembly)
        => Load(file => assembly.GetManifestResourceStream(file) ?? throw new ContentException($"{file}: {assembly.GetName().Name} has no such resource."));

    /// <summary>Reads the files that <paramref name="open"/> gives by name.</summary>
    /// <exception cref="ContentException">As above.</exception>
    public static Utterances Load(Func<string, Stream> open)
    {
        var table = Table(open);
        var spellings = Map(open, SpellingsFile).Select(pair => new Spelling(Text(SpellingsFile, pair.Key), Text(SpellingsFile, pair.Value))).ToList();
        var check = new UtteranceChecks(table, new Wording(spellings));
        var phrasings = Files.SelectMany(source => Read(open, source.File, source.Says, check)).ToList();
        check.EveryIntentIsSaid(IntentsFile);
        return new Utterances(table, spellings, phrasings);
    }

    /// <summary>Reads one utterance file as it stands: intent → phrasings.</summary>
    public static IReadOnlyList<Phrasing> Phrasings(string file, Stream content) => [.. Lines(_ => content, file).Select(line => new Phrasing(line.Intent.Value!, line.Text.Value!))];

    private static IEnumerable<Phrasing> Read(Func<string, Stream> open, string file, Role? says, UtteranceChecks check)
    {
        foreach (var (intent, text) in Lines(open, file))
        {
            check.Line(file, says, intent, text);
            yield return new Phrasing(intent.Value!, text.Value!);
        }
    }

    private static IEnumerable<(YamlScalarNode Intent, YamlScalarNode Text)> Lines(Func<string, Stream> open, string file)
    {
        foreach (var (key, value) in Map(open, file))
        {
            if (key is not YamlScalarNode intent || value is not YamlSequenceNode list)
            {
                throw ContentException.At(file, value.Start, "an intent is followed by a list of phrasings, one a line, each after '- '.");
            }

            foreach (var node in list)
            {
                yield return (intent, node as YamlScalarNode ?? throw ContentException.At(file, node.Start, "a phrasing is a line of text; put it in quotes when it holds ': ' or begins with a sign."));
            }
        }
    }

    private static string Text(string file, YamlNode node)
        => node is YamlScalarNode { Value: { Length: > 0 } text } ? text : throw ContentException.At(file, node.Start, "what is typed and what is meant are words.");

    private static IEnumerable<KeyValuePair<YamlNode, YamlNode>> Map(Func<string, Stream> open, string file)
    {
        using var reader = new StreamReader(open(file));
        var yaml = new YamlStream();
        try
        {
            yaml.Load(reader);
        }
        catch (YamlException broken)
        {
            throw ContentException.At(file, broken.Start, broken.Message, broken);
        }

        return yaml.Documents is [{ RootNode: YamlMappingNode map }] ? map.Children : throw new ContentException($"{file}: this must be one map.");
    }

    private static IntentTable Table(Func<string, Stream> open)
    {
        using var reader = new StreamReader(open(IntentsFile));
        try
        {
            return new DeserializerBuilder()
                .WithNamingConvention(CamelCaseNamingConvention.Instance)
                .WithEnumNamingConvention(HyphenatedNamingConvention.Instance)
                .WithNodeTypeResolver(new ReadOnlyLists())
                .WithDuplicateKeyChecking()
                .WithEnforceRequiredMembers()
                .WithEnforceNullability()
                .Build()
                .Deserialize<IntentTable>(reader);
        }
        catch (YamlException broken)
        {
            throw ContentException.At(IntentsFile, broken.Start, broken.InnerException?.Message ?? broken.Message, broken);
        }
    }
}
