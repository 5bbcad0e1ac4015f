using System.Globalization;
using System.Text.RegularExpressions;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Identifiers;
using BotAssistant.Records;

namespace BotAssistant.Dialogs.Records;

/// <summary>A purchase as it was understood; what the sentence left open is null.</summary>
public sealed record Purchase(DateOnly On, IReadOnlyList<LedgerItem> Items, string? Supplier, string? Phone, string? Batch);

/// <summary>An additive that went into a product.</summary>
public sealed record AdditiveUse(DateOnly On, LedgerItem Item, string Product, string? Person);

/// <summary>
/// Reads what owners write about goods: 面粉 50公斤 供货商 城西粮油, or 今天从城西粮油进了50公斤面粉和10斤白糖. The patterns stand in YAML; a part
/// that does not fit refuses the whole sentence, so that nothing half-understood is written down.
/// </summary>
public sealed class Sentences
{
    private const int MostItems = 20;
    private const int LongestName = 20;

    private readonly Regex day, phone, batch, supplier, verb, divider, amount, whole, use, person;
    private readonly Dictionary<string, decimal> kilograms;

    public Sentences(ITexts texts)
    {
        var parts = new[] { "number", "unit" }.Select(name => (name, texts.Say($"record-sentence.{name}"))).ToArray();
        (day, phone, batch, supplier) = (Pattern("day"), Pattern("phone"), Pattern("batch"), Pattern("supplier"));
        (verb, divider, amount, whole) = (Pattern("verb"), Pattern("divider"), Pattern("amount"), Pattern("whole"));
        (use, person) = (Pattern("use"), Pattern("person"));
        kilograms = texts.Say("record-sentence.kilograms").Split('|').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => decimal.Parse(pair[1], CultureInfo.InvariantCulture));

        Regex Pattern(string name) => new(texts.Say($"record-sentence.{name}", parts), RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TypedPattern.Limit);
    }

    /// <summary>True for a sentence that says so itself: it has a verb of buying and an amount.</summary>
    public bool IsPurchase(string sentence, DateOnly today) => whole.IsMatch(sentence) && ReadPurchase(sentence, today, out _) is null;

    public Refusal? ReadPurchase(string typed, DateOnly today, out Purchase purchase)
    {
        purchase = new Purchase(today, [], null, null, null);
        var text = TypedText.Tidy(typed);
        if (TakeDay(ref text, today, out var on) is { } wrongDay)
        {
            return wrongDay;
        }

        var (seller, number, lot) = (Take(ref text, supplier, "supplier"), Take(ref text, phone, "phone"), Take(ref text, batch, "batch"));
        var refusal = ReadItems(verb.Replace(text.Trim(), ""), out var items);
        purchase = new Purchase(on, items, seller, number, lot);
        return refusal;
    }

    public Refusal? ReadUse(string typed, DateOnly today, out AdditiveUse read)
    {
        read = new AdditiveUse(today, new LedgerItem("", 0, ""), "", null);
        var text = TypedText.Tidy(typed);
        if (TakeDay(ref text, today, out var on) is { } wrongDay)
        {
            return wrongDay;
        }

        var weigher = Take(ref text, person, "person");
        var match = use.Match(text.Trim());
        if (!match.Success || match.Groups["product"].Value.Trim() is not { Length: > 0 and <= LongestName } product)
        {
            return new Refusal("additive-unread");
        }

        if (ReadItems(match.Groups["item"].Value, out var items) is { } refusal)
        {
            return refusal;
        }

        read = new AdditiveUse(on, items[0], product, weigher);
        return items.Count == 1 ? null : new Refusal("additive-one");
    }

    /// <summary>A day with its year; canonical is ISO.</summary>
    public Refusal? ReadDay(string typed, DateOnly today, out DateOnly read)
    {
        var text = TypedText.Tidy(typed);
        read = today;
        return text.Length == 0 ? new Refusal("date-unread")
            : TakeDay(ref text, today, out read, future: true) ?? (text.Trim().Length > 0 ? new Refusal("date-unread") : null);
    }

    /// <summary>So much that a small workshop has hardly bought it: a slip of the finger more likely.</summary>
    public bool IsAbsurd(LedgerItem item)
        => kilograms.TryGetValue(item.Unit.ToLowerInvariant(), out var each) ? item.Amount * each > LedgerLimits.MostKilograms : item.Amount > LedgerLimits.MostPieces;

    private Refusal? ReadItems(string text, out List<LedgerItem> items)
    {
        items = [];
        foreach (var part in divider.Split(text).Select(part => part.Trim(' ', '。', '.', '，', ',')).Where(part => part.Length > 0))
        {
            if (ReadPart(part, items) is { } refusal)
            {
                return refusal;
            }
        }

        return items.Count switch
        {
            0 => new Refusal("purchase-unread"),
            > MostItems => new Refusal("list-too-long", ("count", $"{items.Count}"), ("max", $"{MostItems}")),
            _ => null,
        };
    }

    /// <summary>One thing, or several without a divider: 面粉 50公斤 白糖 10斤. Whichever comes first, name or amount, does so each time.</summary>
    private Refusal? ReadPart(string part, List<LedgerItem> items)
    {
        var found = amount.Matches(part);
        if (found.Count == 0)
        {
            return new Refusal("amount-missing", ("part", part));
        }

        var nameFirst = found[0].Index > 0;
        for (var place = 0; place < found.Count; place++)
        {
            var match = found[place];
            var (from, to) = nameFirst
                ? (place == 0 ? 0 : found[place - 1].Index + found[place - 1].Length, match.Index)
                : (match.Index + match.Length, place + 1 < found.Count ? found[place + 1].Index : part.Length);
            var name = part[from..to].Trim();
            if (name.Length is 0 or > LongestName || !name.Any(char.IsLetter) || name.Contains(':', StringComparison.Ordinal) || (nameFirst && place == found.Count - 1 && part[(match.Index + match.Length)..].Trim().Length > 0))
            {
                return new Refusal("amount-missing", ("part", part));
            }

            if (AmountOf(match) is not { } number)
            {
                return new Refusal("amount-unread", ("part", match.Value));
            }

            items.Add(new LedgerItem(name, number, match.Groups["unit"].Value));
        }

        return null;
    }

    private static decimal? AmountOf(Match match)
    {
        var (number, half) = (match.Groups["number"].Value, match.Groups["half"].Success ? 0.5m : 0m);
        if (number is ['半'])
        {
            return 0.5m;
        }

        return Quantity.ReadAmount(number, LedgerLimits.Least, LedgerLimits.Most, out var value) is null ? value + half : null;
    }

    private Refusal? TakeDay(ref string text, DateOnly today, out DateOnly read, bool future = false)
    {
        read = today;
        var match = day.Match(text);
        if (!match.Success)
        {
            return null;
        }

        if (DayOf(match, today) is not { } found)
        {
            return new Refusal("date-unread");
        }

        (read, text) = (found, text[(match.Index + match.Length)..]);
        return read > today && !future ? new Refusal("date-future") : null;
    }

    private static DateOnly? DayOf(Match match, DateOnly today)
    {
        for (var back = 0; back <= 2; back++)
        {
            if (match.Groups[$"back{back}"].Success)
            {
                return today.AddDays(-back);
            }
        }

        var year = match.Groups["year"] is { Success: true } written ? int.Parse(written.ValueSpan, CultureInfo.InvariantCulture)
            : match.Groups["next"].Success ? today.Year + 1
            : today.Year;
        var (month, date) = (int.Parse(match.Groups["month"].ValueSpan, CultureInfo.InvariantCulture), int.Parse(match.Groups["date"].ValueSpan, CultureInfo.InvariantCulture));
        return year is >= 2000 and <= 2999 && month is >= 1 and <= 12 && date >= 1 && date <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, date) : null;
    }

    private static string? Take(ref string text, Regex pattern, string group)
    {
        var match = pattern.Match(text);
        if (!match.Success)
        {
            return null;
        }

        text = text.Remove(match.Index, match.Length).Insert(match.Index, " ");
        return match.Groups[group].Value.Trim();
    }
}
