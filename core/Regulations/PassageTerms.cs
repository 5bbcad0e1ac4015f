using System.Buffers;

namespace BotAssistant.Regulations;

/// <summary>
/// Text → search terms: characters, pairs of neighbours and synonyms, each one number. A question loses its stop phrases, and a synonym in it
/// stands for its characters; a passage keeps all. Reads into the caller's memory and makes no garbage.
/// </summary>
internal sealed class PassageTerms
{
    /// <summary>A term needs at most this many numbers a character: itself, its pair, a synonym.</summary>
    public const int PerCharacter = 3;

    private const char Gap = '\0';
    private const uint SynonymBase = 0xFFFF_0000;

    /// <summary>Stands for every word of another subject; above all others.</summary>
    public const uint OtherSubject = uint.MaxValue;
    private const int FullWidthOffset = 0xFEE0;

    private readonly Dictionary<string, uint>.AlternateLookup<ReadOnlySpan<char>> meanings;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> stopPhrases;
    private readonly int longest;

    /// <exception cref="ArgumentException">A word stands in two lists.</exception>
    public PassageTerms(RuleSearch words)
    {
        var synonyms = words.Synonyms.SelectMany((same, place) => same.Select(word => (Word: Folded(word), Term: SynonymBase + (uint)place)));
        var others = words.OtherSubjects.Select(word => (Word: Folded(word), Term: OtherSubject));
        var byWord = synonyms.Concat(others).ToDictionary(pair => pair.Word, pair => pair.Term, StringComparer.Ordinal);
        var stops = words.StopPhrases.Select(Folded).ToHashSet(StringComparer.Ordinal);
        longest = byWord.Keys.Concat(stops).Max(word => word.Length);
        meanings = byWord.GetAlternateLookup<ReadOnlySpan<char>>();
        stopPhrases = stops.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static bool IsSynonym(uint term) => term >= SynonymBase;

    public static bool IsPair(uint term) => term is > char.MaxValue and < SynonymBase;

    /// <summary>How many characters of a question a term stands for; a pair's are counted one by one.</summary>
    public static int Characters(uint term) => IsSynonym(term) ? 2 : IsPair(term) ? 0 : 1;

    /// <param name="terms">Room for <see cref="PerCharacter"/> × text.</param>
    /// <returns>How many were written; a term that stands there twice is written twice.</returns>
    public int Read(ReadOnlySpan<char> text, bool isQuestion, Span<uint> terms)
    {
        var rented = ArrayPool<char>.Shared.Rent(text.Length);
        var folded = rented.AsSpan(0, text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            folded[i] = Fold(text[i]);
        }

        var count = Read(folded, isQuestion, terms, 0);
        ArrayPool<char>.Shared.Return(rented);
        return count;
    }

    private int Read(ReadOnlySpan<char> text, bool isQuestion, Span<uint> terms, int count)
    {
        var (previous, synonymEnds) = (Gap, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (i >= synonymEnds && Longest(text[i..], isQuestion, out var term) is > 0 and var length)
            {
                if (term != 0)
                {
                    terms[count++] = term;
                }

                if (isQuestion)
                {
                    (previous, i) = (Gap, i + length - 1);
                    continue;
                }

                synonymEnds = i + length;
            }

            if (text[i] != Gap)
            {
                terms[count++] = text[i];
                if (previous != Gap)
                {
                    terms[count++] = ((uint)previous << 16) | text[i];
                }
            }

            previous = text[i];
        }

        return count;
    }

    /// <summary>Length of the longest listed word, or stop phrase of a question, that the text begins with; its term, 0 for a stop phrase.</summary>
    private int Longest(ReadOnlySpan<char> text, bool isQuestion, out uint term)
    {
        for (var length = Math.Min(longest, text.Length); length > 0; length--)
        {
            var opening = text[..length];
            if (meanings.TryGetValue(opening, out term))
            {
                return length;
            }

            if (isQuestion && stopPhrases.Contains(opening))
            {
                return length;
            }
        }

        term = 0;
        return 0;
    }

    private static string Folded(string word) => string.Concat(word.Select(Fold));

    private static char Fold(char typed)
    {
        var half = typed is >= '\uFF01' and <= '\uFF5E' ? (char)(typed - FullWidthOffset) : typed;
        return char.IsLetterOrDigit(half) ? char.ToLowerInvariant(half) : Gap;
    }
}
