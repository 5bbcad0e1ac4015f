namespace BotAssistant.Understanding;

/// <summary>
/// Softmax regression on single letters and pairs of letters. Trained when the service starts, always in the same order, so that the same
/// phrasings give the same answers; small enough to be read in a minute.
/// </summary>
internal sealed class IntentModel
{
    private const int Epochs = 15;
    private const float Rate = 1f, Decay = 1e-3f;

    /// <summary>Longer texts are read up to here.</summary>
    private const int MostLetters = 120;
    private const int MostGrams = 2 * MostLetters;
    private const char Edge = '\n';

    /// <summary>The place of whatever was never seen.</summary>
    private const int Unseen = 0;

    private readonly Dictionary<int, int> places = [];
    private readonly float[] weights;
    private readonly int classes;

    public IntentModel(IReadOnlyList<(string Text, int Class)> phrasings, int classes)
    {
        this.classes = classes;
        var uses = new List<int> { 0 };
        foreach (var (text, _) in phrasings)
        {
            Learn(text, uses);
        }

        weights = new float[uses.Count * classes];
        Train(Samples(phrasings, uses));
    }

    /// <summary>Writes each intent's chance.</summary>
    /// <returns>The share of the text's grams that were seen in training, 0 to 1.</returns>
    public float Read(ReadOnlySpan<char> text, Span<float> chances)
    {
        Span<int> grams = stackalloc int[MostGrams];
        grams = grams[..Grams(text, grams)];
        Score(grams, chances);
        return 1 - ((float)grams.Count(Unseen) / grams.Length);
    }

    /// <summary>
    /// Each phrasing twice: as it stands, and as somebody else's would look, with what no other phrasing has marked as never seen. So the model
    /// learns what strange words are worth: mostly that none of our intents is meant.
    /// </summary>
    private List<(int[] Grams, int Class)> Samples(IReadOnlyList<(string Text, int Class)> phrasings, List<int> uses)
    {
        Span<int> buffer = stackalloc int[MostGrams];
        var samples = new List<(int[], int)>(2 * phrasings.Count);
        foreach (var (text, meant) in phrasings)
        {
            var grams = buffer[..Grams(text, buffer)].ToArray();
            samples.Add((grams, meant));
            samples.Add(([.. grams.Select(gram => uses[gram] == 1 ? Unseen : gram)], meant));
        }

        return samples;
    }

    private void Train(List<(int[] Grams, int Class)> samples)
    {
        var order = Enumerable.Range(0, samples.Count).ToArray();
        var random = new Random(20200419);
        Span<float> chances = stackalloc float[classes];
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            random.Shuffle(order);
            var rate = Rate / (1 + (0.05f * epoch));
            foreach (var place in order)
            {
                Step(samples[place].Grams, samples[place].Class, rate, chances);
            }
        }
    }

    private void Step(int[] grams, int meant, float rate, Span<float> chances)
    {
        Score(grams, chances);
        chances[meant] -= 1;
        var share = Share(grams.Length);
        foreach (var gram in grams)
        {
            var row = weights.AsSpan(gram * classes, classes);
            for (var i = 0; i < classes; i++)
            {
                row[i] -= rate * ((chances[i] * share) + (Decay * row[i]));
            }
        }
    }

    private void Score(ReadOnlySpan<int> grams, Span<float> chances)
    {
        chances.Clear();
        var share = Share(grams.Length);
        foreach (var gram in grams)
        {
            var row = weights.AsSpan(gram * classes, classes);
            for (var i = 0; i < classes; i++)
            {
                chances[i] += share * row[i];
            }
        }

        var (most, sum) = (float.MinValue, 0f);
        foreach (var score in chances)
        {
            most = MathF.Max(most, score);
        }

        foreach (ref var score in chances)
        {
            score = MathF.Exp(score - most);
            sum += score;
        }

        foreach (ref var score in chances)
        {
            score /= sum;
        }
    }

    /// <summary>A long text must not shout: its grams share what a short one's have.</summary>
    private static float Share(int grams) => grams == 0 ? 0 : 1 / MathF.Sqrt(grams);

    private void Learn(string text, List<int> uses)
    {
        Span<int> seen = stackalloc int[MostGrams];
        var count = 0;
        foreach (var gram in Signs(text))
        {
            if (places.TryAdd(gram, uses.Count))
            {
                uses.Add(0);
            }

            if (!seen[..count].Contains(gram))
            {
                seen[count++] = gram;
                uses[places[gram]]++;
            }
        }
    }

    /// <summary>Each gram counts once, however often it is said; what was never seen counts each time.</summary>
    private int Grams(ReadOnlySpan<char> text, Span<int> grams)
    {
        var count = 0;
        foreach (var sign in Signs(text))
        {
            var place = places.GetValueOrDefault(sign, Unseen);
            if (place == Unseen || !grams[..count].Contains(place))
            {
                grams[count++] = place;
            }
        }

        return count;
    }

    private static SignsOf Signs(ReadOnlySpan<char> text) => new(text[..Math.Min(text.Length, MostLetters - 1)]);

    /// <summary>The letters and the pairs of letters of a text; where it begins or ends there is an edge.</summary>
    private ref struct SignsOf(ReadOnlySpan<char> text)
    {
        private readonly ReadOnlySpan<char> text = text;
        private int next = -1;

        public int Current { get; private set; } = 0;

        public readonly SignsOf GetEnumerator() => this;

        public bool MoveNext()
        {
            next++;
            if (next > 2 * text.Length)
            {
                return false;
            }

            var place = next / 2;
            Current = next % 2 == 1 ? text[place] : ((place == 0 ? Edge : text[place - 1]) << 16) | (place == text.Length ? Edge : text[place]);
            return true;
        }
    }
}
