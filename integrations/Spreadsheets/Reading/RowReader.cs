using System.Globalization;
using BotAssistant.Conversations;
using BotAssistant.Identifiers;

namespace BotAssistant.Spreadsheets;

/// <summary>Typed readers of one row. What cannot be read is a fault with its cell, and a value that lets the reading go on.</summary>
internal sealed class RowReader(Sheet sheet, SheetRow row, IReadOnlyDictionary<string, string> letters, IReadOnlyDictionary<string, string> headings, ITexts texts, SheetFaults faults)
{
    private const int MostShown = 30;
    private static readonly char[] Separators = [' ', '\n', ',', ';', '/', '|', (char)0x3001, (char)0xFF0C, (char)0xFF1B];

    public int At => row.Number;

    public string Text(string key, int most)
    {
        var text = OptionalText(key, most);
        if (text is null && !IsFaulty(key))
        {
            Fault("cell-empty", key);
        }

        return text ?? "";
    }

    public string? OptionalText(string key, int most)
    {
        var text = Raw(key);
        if (text?.Length > most)
        {
            Fault("cell-too-long", key, Shown(text), $"{most}", $"{text.Length}");
        }

        return text;
    }

    /// <summary>Text of numbers and points (5.10): a number cell has lost the zero, so only a text or a whole number is taken.</summary>
    public string? NumberedText(string key, int most)
    {
        if (row.Cells.GetValueOrDefault(letters[key]) is double number && number != Math.Floor(number))
        {
            Fault("cell-number-not-text", key, Shown(number));
        }

        return OptionalText(key, most);
    }

    public bool Flag(string key)
    {
        if (Raw(key) is not { } typed)
        {
            return false;
        }

        var word = TypedText.Compact(typed).ToLowerInvariant();
        var yes = Spelled("sheet.yes", word);
        if (!yes && !Spelled("sheet.no", word))
        {
            Fault("cell-not-yes-or-no", key, Shown(typed));
        }

        return yes;
    }

    public decimal? Number(string key, decimal most, int decimals)
    {
        if (Raw(key) is not { } typed)
        {
            return null;
        }

        if (!decimal.TryParse(TypedText.Fold(typed), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            Fault("cell-not-a-number", key, Shown(typed));
        }
        else if (number < 0 || number > most)
        {
            Fault("cell-out-of-range", key, Shown(typed), most.ToString(CultureInfo.InvariantCulture));
        }
        else if (number != decimal.Round(number, decimals))
        {
            Fault("cell-too-many-decimals", key, Shown(typed), $"{decimals}");
        }

        return number;
    }

    public DateOnly? Date(string key)
    {
        if (Raw(key) is not { } typed)
        {
            return null;
        }

        var cell = row.Cells[letters[key]];
        if (cell is DateTime moment)
        {
            return DateOnly.FromDateTime(moment);
        }

        // A day that a program stored as a bare number: days since 1899-12-30. 40000 is 2009, 80000 is 2119.
        if (cell is double and >= 40000 and < 80000 and var serial)
        {
            return DateOnly.FromDateTime(DateTime.FromOADate(serial));
        }

        if (DateOnly.TryParseExact(TypedText.Fold(typed), texts.Say("sheet.dates").Split('|'), CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        Fault("cell-not-a-date", key, Shown(typed));
        return null;
    }

    public DateOnly RequiredDate(string key)
    {
        var day = Date(key);
        if (day is null && !IsFaulty(key))
        {
            Fault("cell-empty", key);
        }

        return day ?? default;
    }

    /// <param name="known">Spelling → meaning.</param>
    public T? One<T>(string key, IReadOnlyDictionary<string, T> known) where T : struct
    {
        if (Raw(key) is not { } typed)
        {
            if (!IsFaulty(key))
            {
                Fault("cell-empty", key);
            }

            return null;
        }

        if (known.TryGetValue(TypedText.Fold(typed), out var meaning))
        {
            return meaning;
        }

        Fault("cell-unknown-word", key, Shown(typed), string.Join(' ', known.Keys));
        return null;
    }

    /// <summary>Several words, in any of the usual ways to part them.</summary>
    public IReadOnlyList<T> Many<T>(string key, IReadOnlyDictionary<string, T> known)
    {
        var found = new List<T>();
        foreach (var word in TypedText.Tidy(Raw(key) ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (known.TryGetValue(word, out var meaning))
            {
                found.Add(meaning);
            }
            else
            {
                Fault("cell-unknown-word", key, Shown(word), string.Join(' ', known.Keys));
            }
        }

        return [.. found.Distinct()];
    }

    public void Fault(string code, string key, string found = "", string expected = "", string length = "")
        => faults.Add(new SheetFault(code, sheet.Name, row.Number, letters[key], ("heading", headings[key]), ("found", found), ("expected", expected), ("length", length)));

    /// <summary>As it may be quoted: short, on one line.</summary>
    public static string Shown(object value)
    {
        var text = TypedText.Tidy(Plain(value));
        return text.Length <= MostShown ? text : text[..MostShown];
    }

    private bool IsFaulty(string key) => faults.Has(sheet.Name, row.Number, letters[key]);

    private bool Spelled(string key, string word) => texts.Say(key).Split('|').Contains(word, StringComparer.Ordinal);

    private string? Raw(string key)
    {
        var letter = letters[key];
        if (IsFaulty(key))
        {
            return null;
        }

        if (sheet.Marks.Error(letter, row.Number) is { } error)
        {
            Fault("cell-error", key, Shown(error));
            return null;
        }

        if (sheet.Marks.IsFormula(letter, row.Number))
        {
            Fault("cell-formula", key);
            return null;
        }

        if (sheet.Marks.IsSwallowed(letter, row.Number))
        {
            Fault("cell-merged", key);
            return null;
        }

        return row.Cells.TryGetValue(letter, out var value) ? Clean(key, Plain(value)) : null;
    }

    private string? Clean(string key, string typed)
    {
        var text = typed.ReplaceLineEndings("\n").Trim();
        if (text.Any(c => char.IsControl(c) && c is not '\n' and not '\t'))
        {
            Fault("cell-control-characters", key, Shown(text));
            return null;
        }

        return text.Length == 0 ? null : text;
    }

    private static string Plain(object value) => value switch
    {
        double number => number.ToString("0.###############", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
