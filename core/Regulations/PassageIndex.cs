using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace BotAssistant.Regulations;

/// <summary>A passage that fits a question, and how well: 1 would be a passage that says nothing but the question.</summary>
public readonly record struct PassageHit(Passage Passage, double Score);

/// <summary>
/// Finds passages by BM25 over pairs of characters, characters and synonyms. What a term is worth in a passage is worked out when the index is
/// built, so that a question only adds up; it takes memory for its answer and none that grows with the number of passages.
/// </summary>
/// <remarks>
/// Score = the sum of what the question's terms are worth in the passage ÷ the most that those terms could be worth in any; a term that no passage
/// has counts below the line only. So it is between 0 and 1 and comparable between questions.
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
    private readonly Dictionary<uint, Term> terms = [];
    private readonly ConcurrentQueue<Sums> idle = [];

    /// <summary>What a term is worth: at most, and in each passage that has it.</summary>
    private sealed record Term(float Ceiling, (int Passage, float Worth)[] Postings);

    public PassageIndex(IEnumerable<Passage> passages, RuleSearch words)
    {
        this.passages = [.. passages];
        this.words = words;
        reader = new PassageTerms(words);
        var counts = this.passages.Select(Count).ToList();
        var lengths = counts.Select(count => count.Values.Sum()).ToList();
        var usual = lengths.Average();
        var byTerm = counts.SelectMany((count, place) => count.Select(pair => (Term: pair.Key, Place: place, Times: pair.Value))).GroupBy(posting => posting.Term);
        foreach (var postings in byTerm)
        {
            var ceiling = Ceiling(postings.Key, postings.Count());
            terms.Add(postings.Key, new Term((float)ceiling, [.. postings.Select(posting => (posting.Place, (float)(ceiling * Part(posting.Times, lengths[posting.Place] / usual))))]));
        }
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

        Span<(int Passage, float Sum)> best = stackalloc (int, float)[Most];
        var ceiling = Add(asked[..count], sums);
        var found = best[..sums.Best(best)];
        idle.Enqueue(sums);
        return found.IsEmpty || found[0].Sum < words.Threshold * ceiling ? [] : Answer(found, ceiling);
    }

    private List<PassageHit> Answer(ReadOnlySpan<(int Passage, float Sum)> found, double ceiling)
    {
        var answer = new List<PassageHit>(Most);
        foreach (var (passage, sum) in found)
        {
            if (sum >= words.Near * found[0].Sum)
            {
                answer.Add(new PassageHit(passages[passage], Math.Round(sum / ceiling, 3)));
            }
        }

        return answer;
    }

    /// <summary>Adds up what the question's terms are worth in each passage; returns the most they could be.</summary>
    private double Add(Span<uint> asked, Sums sums)
    {
        asked.Sort();
        var (ceiling, previous) = (0.0, 0u);
        foreach (var key in asked)
        {
            if (key == previous)
            {
                continue;
            }

            previous = key;
            if (!terms.TryGetValue(key, out var term))
            {
                ceiling += words.Weights.Unknown * Ceiling(key, 1);
                continue;
            }

            ceiling += term.Ceiling;
            foreach (var (passage, worth) in term.Postings)
            {
                sums.Add(passage, worth);
            }
        }

        return ceiling;
    }

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

    private double Ceiling(uint term, int passagesWithIt)
    {
        var kind = PassageTerms.IsSynonym(term) ? words.Weights.Synonym : PassageTerms.IsPair(term) ? 1 : words.Weights.Character;
        return kind * Math.Log(1 + ((passages.Length - passagesWithIt + 0.5) / (passagesWithIt + 0.5))) * (words.Weights.Saturation + 1);
    }

    /// <summary>How much of the ceiling a term reaches that stands in a passage so many times.</summary>
    private double Part(double times, double length)
        => times / (times + (words.Weights.Saturation * (1 - words.Weights.Length + (words.Weights.Length * length))));
}
