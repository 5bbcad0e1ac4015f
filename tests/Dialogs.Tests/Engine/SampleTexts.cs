using BotAssistant.Conversations;

namespace BotAssistant.Dialogs.Tests.Engine;

/// <summary>The shipped texts, and for the sample dialogs an echo of key and values, so that a test sees what was said.</summary>
internal sealed class SampleTexts(params string[] known) : ITexts
{
    private const string Samples = "sample.";

    public IReadOnlyCollection<string> Keys => Shipped.Texts.Keys;

    public bool Has(string key) => key.StartsWith(Samples, StringComparison.Ordinal) ? known.Contains(key) : Shipped.Texts.Has(key);

    public string Say(string key, params (string Name, string Value)[] values)
        => key.StartsWith(Samples, StringComparison.Ordinal) || key == "refused.sample"
            ? $"<{string.Join(' ', [key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..], .. values.Select(value => $"{value.Name}={value.Value}")])}>"
            : Shipped.Texts.Say(key, values);
}
