namespace BotAssistant.Understanding;

/// <summary>
/// Softmax regression on single letters and pairs of letters. Trained when the service starts, always in the same order, so that the same
/// phrasings give the same answers; small enough to be read in a minute.
/// </summary>
internal sealed class IntentModel
{
    private const int Epochs = 60;
    private const float Rate = 0.5f, Decay = 2e-4f;

    /// <summary>Longer texts are read up to here.</summary>
    private const int MostLetters = 120;
    private const int MostGrams = 2 * MostLetters;
    private const char Edge = '\n';

    private readonly Dictionary<int, int> places = [];
    private readonly float[] weights;
    private readonly int classes;

    public IntentModel(IReadOnlyList<(string Text, int Class)> phrasings, int classes)
    {
        this.classes = classes;
        foreach (var (text, _) in phrasings)
        {
            Learn(text);
        }

        weights = new float[places.Count * classes];
        Train(phrasings);
    }

    /// <summary>Writes each intent's chance.</summary>
    /// <returns>The share of the text's grams that were seen in training, 0 to 1.</returns>
    public float Read(ReadOnlySpan<char> text, Span<float> chances)
    {
        Span<int> grams = stackalloc int[MostGrams];
        var (count, known) = Grams(text, grams);
        Score(grams[..count], chances);
        return known;
    }

    private void Train(IReadOnlyList<(string Text, int Class)> phrasings)
    {
        Span<int> buffer = stackalloc int[MostGrams];
        var samples = new List<int[]>(phrasings.Count);
        foreach (var (text, _) in phrasings)
        {
            var (count, _) = Grams(text, buffer);
            samples.Add(buffer[..count].ToArray());
        }

        var order = Enumerable.Range(0, samples.Count).ToArray();
        var random = new Random(20200419);
        Span<float> chances = stackalloc float[classes];
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            random.Shuffle(order);
            var rate = Rate / (1 + (0.05f * epoch));
            foreach (var place in order)
            {
                Step(samples[place], phrasings[place].Class, rate, chances);
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

    private void Learn(string text)
    {
        for (var i = 0; i <= Math.Min(text.Length, MostLetters - 1); i++)
        {
            places.TryAdd(Pair(text, i), places.Count);
            if (i < text.Length)
            {
                places.TryAdd(text[i], places.Count);
            }
        }
    }

    private (int Count, float Known) Grams(ReadOnlySpan<char> text, Span<int> grams)
    {
        var (count, seen, all) = (0, 0, 0);
        for (var i = 0; i <= Math.Min(text.Length, MostLetters - 1); i++)
        {
            seen += Add(Pair(text, i), grams, ref count);
            all++;
            if (i < text.Length)
            {
                seen += Add(text[i], grams, ref count);
                all++;
            }
        }

        return (count, (float)seen / all);
    }

    /// <summary>Each gram counts once, however often it is said.</summary>
    private int Add(int gram, Span<int> grams, ref int count)
    {
        if (!places.TryGetValue(gram, out var place))
        {
            return 0;
        }

        if (!grams[..count].Contains(place))
        {
            grams[count++] = place;
        }

        return 1;
    }

    /// <summary>The letter and the one before it; where the text begins or ends there is an edge.</summary>
    private static int Pair(ReadOnlySpan<char> text, int place)
        => ((place == 0 ? Edge : text[place - 1]) << 16) | (place == text.Length ? Edge : text[place]);
}
