using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace BotAssistant.Regulations;

/// <summary>A passage that fits a question, and how well, from 0 to 1.</summary>
public readonly record struct PassageHit(Passage Passage, double Score);

/// <summary>
/// Finds passages by BM25 over pairs of characters, characters and synonyms. What a term is worth in a passage is worked out when the index is
/// built, so that a question only adds up; it takes memory for its answer and none that grows with the number of passages.
/// </summary>
/// <remarks>
/// Score = e ÷ (e + half), where e is what the question's terms are worth in the passage, told in rare pairs (a pair of characters that one passage
/// has is worth 1 at most) and lowered by the part of the question that the passage leaves unexplained; half is <see cref="SearchWeights.Half"/>.
/// So it is between 0 and 1 and grows with every term that the passage shares with the question: what counts is how much speaks for the passage.
/// </remarks>
public sealed class PassageIndex
{
    /// <summary>The most that a question gets.</summary>
    public const int Most = 5;

    /// <summary>What is longer than this is no question; the rest is not read.</summary>
    public const int LongestQuestion = 120;

    private readonly Passage[] passages;
    private readonly RuleSearch words;
    private readonly PassageTerms reader;
    private readonly Dictionary<uint, (int Passage, float Worth)[]> postings;
    private readonly ConcurrentQueue<Sums> idle = [];

    public PassageIndex(IEnumerable<Passage> passages, RuleSearch words)
    {
        this.passages = [.. passages];
        this.words = words;
        reader = new PassageTerms(words);
        var counts = this.passages.Select(Count).ToList();
        var lengths = counts.Select(count => count.Values.Sum()).ToList();
        var usual = lengths.Average();
        postings = counts
            .SelectMany((count, place) => count.Select(pair => (Term: pair.Key, Place: place, Times: pair.Value)))
            .GroupBy(found => found.Term)
            .ToDictionary(having => having.Key, having =>
            {
                var ceiling = Ceiling(having.Key, having.Count());
                return having.Select(found => (found.Place, (float)(ceiling * Part(found.Times, lengths[found.Place] / usual)))).ToArray();
            });
    }

    /// <summary>The passages that fit best, the best first; none when even that one is below the threshold.</summary>
    public IReadOnlyList<PassageHit> Find(string question)
    {
        Span<uint> asked = stackalloc uint[LongestQuestion * PassageTerms.PerCharacter];
        var count = reader.Read(question.AsSpan(0, Math.Min(question.Length, LongestQuestion)), isQuestion: true, asked);
        if (asked[..count].Contains(PassageTerms.OtherSubject))
        {
            return [];
        }

        if (!idle.TryDequeue(out var sums))
        {
            sums = new Sums(passages.Length);
        }

        sums.Weigh(Add(asked[..count], sums), (float)words.Weights.Coverage);
        Span<(int Passage, float Sum)> best = stackalloc (int, float)[Most];
        var found = best[..sums.Best(best)];
        idle.Enqueue(sums);
        return found.IsEmpty || Score(found[0].Sum) < words.Threshold ? [] : Answer(found);
    }

    /// <summary>Adds up what the question's terms are worth in each passage; returns how many characters they stand for.</summary>
    private float Add(Span<uint> asked, Sums sums)
    {
        asked.Sort();
        var all = 0f;
        for (var i = 0; i < asked.Length; i++)
        {
            if (i > 0 && asked[i] == asked[i - 1])
            {
                continue;
            }

            var characters = PassageTerms.Characters(asked[i]);
            all += characters;
            foreach (var (passage, worth) in postings.GetValueOrDefault(asked[i], []))
            {
                sums.Add(passage, worth, characters);
            }
        }

        return all;
    }

    private List<PassageHit> Answer(ReadOnlySpan<(int Passage, float Sum)> found)
    {
        var answer = new List<PassageHit>(Most);
        foreach (var (passage, sum) in found)
        {
            if (sum >= words.Near * found[0].Sum)
            {
                answer.Add(new PassageHit(passages[passage], Math.Round(Score(sum), 3)));
            }
        }

        return answer;
    }

    private double Score(double evidence) => evidence / (evidence + words.Weights.Half);

    private Dictionary<uint, double> Count(Passage passage)
    {
        var count = new Dictionary<uint, double>();
        Span<(string Text, double Weight)> fields = [(passage.Title, words.Weights.Title), (passage.Text, 1), (passage.Also, words.Weights.Also)];
        foreach (var (text, weight) in fields)
        {
            var read = new uint[text.Length * PassageTerms.PerCharacter];
            foreach (var term in read.AsSpan(0, reader.Read(text, isQuestion: false, read)))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(count, term, out _) += weight;
            }
        }

        return count;
    }

    /// <summary>What a term is worth at most, told in rare pairs: the fewer passages have it, the more.</summary>
    private double Ceiling(uint term, int passagesWithIt)
    {
        var kind = PassageTerms.IsSynonym(term) ? words.Weights.Synonym : PassageTerms.IsPair(term) ? 1 : words.Weights.Character;
        return kind * Rarity(passagesWithIt) / Rarity(1);
    }

    /// <summary>BM25's idf.</summary>
    private double Rarity(int passagesWithIt) => Math.Log(1 + ((passages.Length - passagesWithIt + 0.5) / (passagesWithIt + 0.5)));

    /// <summary>How much of its ceiling a term reaches in a passage of that length (1 = the usual) where it stands so many times.</summary>
    private double Part(double times, double length)
        => times / (times + (words.Weights.Saturation * (1 - words.Weights.Length + (words.Weights.Length * length))));
}
