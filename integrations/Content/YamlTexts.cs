using System.Reflection;
using BotAssistant.Conversations;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BotAssistant.Content;

/// <summary>The texts of all *.zh-CN.yaml files; nested maps become keys with dots (<c>filing: name: ask:</c> is <c>filing.name.ask</c>).</summary>
public sealed class YamlTexts : ITexts
{
    private const string Suffix = ".zh-CN.yaml";

    private readonly Dictionary<string, (string Text, string File)> texts = new(StringComparer.Ordinal);

    /// <exception cref="ContentException">A file is no plain map of texts, or a key stands in two places.</exception>
    public YamlTexts(IEnumerable<(string File, Stream Content)> files)
    {
        foreach (var (file, content) in files)
        {
            using var reader = new StreamReader(content);
            Read(file, reader);
        }
    }

    /// <summary>Reads every resource of the assemblies whose name ends in .zh-CN.yaml.</summary>
    public static YamlTexts From(params IEnumerable<Assembly> assemblies) => new(
        from assembly in assemblies
        from name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal)
        where name.EndsWith(Suffix, StringComparison.Ordinal)
        select (name, assembly.GetManifestResourceStream(name)!));

    public IReadOnlyCollection<string> Keys => texts.Keys;

    public bool Has(string key) => texts.ContainsKey(key);

    public string Say(string key, params (string Name, string Value)[] values)
    {
        if (!texts.TryGetValue(key, out var entry))
        {
            throw new KeyNotFoundException($"There is no text '{key}' in any {Suffix} file.");
        }

        try
        {
            return TextTemplate.Fill(entry.Text, values);
        }
        catch (KeyNotFoundException missing)
        {
            throw new KeyNotFoundException($"The text '{key}' ({entry.File}) cannot be said: {missing.Message}", missing);
        }
    }

    private void Read(string file, StreamReader reader)
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(reader);
        }
        catch (YamlException broken)
        {
            throw ContentException.At(file, broken.Start, broken.Message, broken);
        }

        foreach (var document in yaml.Documents)
        {
            Flatten(file, "", document.RootNode);
        }
    }

    private void Flatten(string file, string path, YamlNode node)
    {
        switch (node)
        {
            case YamlMappingNode map:
                foreach (var (key, value) in map.Children)
                {
                    var name = ((YamlScalarNode)key).Value ?? "";
                    Flatten(file, path.Length == 0 ? name : $"{path}.{name}", value);
                }

                break;
            case YamlScalarNode scalar when path.Length > 0 && !string.IsNullOrWhiteSpace(scalar.Value):
                Add(file, path, scalar);
                break;
            default:
                throw ContentException.At(file, node.Start, $"'{path}' must be a text or a map of texts.");
        }
    }

    private void Add(string file, string key, YamlScalarNode scalar)
    {
        if (texts.TryGetValue(key, out var known))
        {
            throw ContentException.At(file, scalar.Start, $"the text '{key}' stands in {known.File} too.");
        }

        texts.Add(key, (Sound(file, scalar), file));
    }
    /// <summary>The text, once its places have been found well-formed.</summary>
    private static string Sound(string file, YamlScalarNode scalar)
    {
        var text = scalar.Value!.TrimEnd();
        try
        {
            TextTemplate.Places(text);
            return text;
        }
        catch (FormatException broken)
        {
            throw ContentException.At(file, scalar.Start, broken.Message, broken);
        }
    }
}
