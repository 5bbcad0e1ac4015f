using BotAssistant.Understanding;

namespace BotAssistant.Testing.Understanding;

/// <summary>A synthetic corpus that is many times the shipped one: each phrasing again with letters of its own at its end.</summary>
public static class Enlarged
{
    private const char FirstLetter = '\u4E00';
    private const int Letters = 20_000;

    public static Utterances Times(Utterances shipped, int times) => shipped with
    {
        Phrasings = [.. shipped.Phrasings.SelectMany((phrasing, place) => Enumerable.Range(0, times).Select(copy => copy == 0 ? phrasing : phrasing with { Text = phrasing.Text + Mark((place * times) + copy) }))],
    };

    private static string Mark(int number) => $"{(char)(FirstLetter + (number % Letters))}{(char)(FirstLetter + (number / Letters))}";
}
