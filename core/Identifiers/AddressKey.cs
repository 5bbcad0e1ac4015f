using System.Text;

namespace BotAssistant.Identifiers;

/// <summary>
/// The normal form by which the same address is recognised when it is typed again: folded, small letters, only letters, digits and Han
/// characters, without 浙江(省) and 宁波(市) in front. It is compared only together with the owner's ID number, so it may be coarse; it does not know that
/// two different spellings of a street or a missing village name mean one place, and an officer still looks.
/// </summary>
public static class AddressKey
{
    // Spelt as characters: recognised, never shown.
    private static ReadOnlySpan<char> Province => ['浙', '江'];
    private static ReadOnlySpan<char> City => ['宁', '波'];

    public static string Of(string address)
    {
        var kept = new StringBuilder(address.Length);
        foreach (var rune in TypedText.Fold(address).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                kept.Append(Rune.ToLowerInvariant(rune));
            }
        }

        var key = kept.ToString().AsSpan();
        return Without(Without(key, Province, '省'), City, '市').ToString();
    }

    /// <summary>What the keyed hash is taken of that tells whether this owner has a workshop at this address already.</summary>
    public static string WithOwner(string idNumber, string address) => $"{idNumber}|{Of(address)}";

    private static ReadOnlySpan<char> Without(ReadOnlySpan<char> text, ReadOnlySpan<char> place, char kind)
    {
        if (!text.StartsWith(place))
        {
            return text;
        }

        var rest = text[place.Length..];
        return rest.StartsWith([kind]) ? rest[1..] : rest;
    }
}
