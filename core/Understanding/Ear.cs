namespace BotAssistant.Understanding;

/// <summary>What one role's words are compared with: the intents it may mean, their phrasings and the model that was trained on them.</summary>
internal sealed class Ear
{
    private readonly Dictionary<string, Intent> exact = new(StringComparer.Ordinal);

    public Ear(IReadOnlyList<Intent> intents, IReadOnlyList<Phrasing> phrasings, Wording wording)
    {
        Intents = intents;
        var samples = new List<(string Text, int Class)>();
        foreach (var phrasing in phrasings)
        {
            if (PlaceOf(phrasing.Intent) is var place && place >= 0)
            {
                var plain = wording.Plain(phrasing.Text);
                exact.TryAdd(plain, intents[place]);
                samples.Add((plain, place));
            }
        }

        Model = new IntentModel(samples, intents.Count);
    }

    public IReadOnlyList<Intent> Intents { get; }

    public IntentModel Model { get; }

    /// <summary>The intent of a text that stands in the utterance files word for word.</summary>
    public Intent? Exact(string plain) => exact.GetValueOrDefault(plain);

    public Intent Named(string name) => Intents[PlaceOf(name)];

    private int PlaceOf(string name)
    {
        for (var i = 0; i < Intents.Count; i++)
        {
            if (Intents[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }
}
