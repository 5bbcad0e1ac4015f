using System.Globalization;

namespace BotAssistant.Regulations;

/// <summary>The inspection that must follow a registration (provincial regulation art. 17).</summary>
public sealed record FirstInspection : Rule
{
    public required int Months { get; init; }

    /// <summary>How the rule is cited to a person.</summary>
    public required string Basis { get; init; }

    /// <summary>
    /// The same-numbered day of a later month, or its last day (民法典 art. 202). Deliberately not moved to the next workday when it falls
    /// on a holiday (art. 203 would allow it): the bureau is reminded early rather than late.
    /// </summary>
    public DateOnly DueOn(DateOnly registeredOn) => registeredOn.AddMonths(Months);
}

/// <summary>Our running number for a registered workshop (示例: the regulation fixes no format).</summary>
public sealed record RegistrationNumber : Rule
{
    /// <summary>With the places <c>{district}</c>, <c>{year}</c> and <c>{serial}</c>.</summary>
    public required string Format { get; init; }

    public required int SerialDigits { get; init; }

    public string Of(string district, int year, int serial) => TextTemplate.Fill(
        Format,
        ("district", district),
        ("year", year.ToString("D4", CultureInfo.InvariantCulture)),
        ("serial", serial.ToString(CultureInfo.InvariantCulture).PadLeft(SerialDigits, '0')));
}

/// <summary>How long one kind of data is kept.</summary>
public sealed record RetentionTerm
{
    public required string Key { get; init; }
    public required string Name { get; init; }

    /// <summary>Days after the matter is closed; null = as long as the file is needed by law.</summary>
    public int? Days { get; init; }

    public required string Basis { get; init; }
}

public sealed record Retention : Rule
{
    public required IReadOnlyList<RetentionTerm> Terms { get; init; }

    /// <exception cref="KeyNotFoundException">There is no such term.</exception>
    public RetentionTerm Of(string key)
        => Terms.FirstOrDefault(term => term.Key == key) ?? throw new KeyNotFoundException($"There is no retention term '{key}'.");
}
