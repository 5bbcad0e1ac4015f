using BotAssistant.Filings;
using BotAssistant.Workshops;

namespace BotAssistant.Persistence;

internal sealed class WorkshopRow : IVersioned
{
    /// <summary>Small number for the postings of <see cref="WorkshopGramRow"/>: a third of a Guid's size, a million times over.</summary>
    public int Key { get; set; }

    public Guid Id { get; set; }
    public required string Number { get; set; }
    public required string Name { get; set; }

    /// <summary>The name as <see cref="Grams.Fold"/> leaves it, for exact and prefix hits.</summary>
    public required string FoldedName { get; set; }

    public required string District { get; set; }
    public required string Address { get; set; }
    public required string OwnerName { get; set; }
    public string? CreditCode { get; set; }
    public Guid? OwnerId { get; set; }
    public required string OwnerAtAddressHash { get; set; }
    public DateTimeOffset RegisteredAt { get; set; }
    public ProductionState Production { get; set; }
    public RegistrationState Registration { get; set; }
    public required string Particulars { get; set; }

    /// <summary>The <see cref="Campaigns.ProductMarks"/> of its products, each between spaces; null on a row from before there were any.</summary>
    public string? Products { get; set; }

    public Guid Version { get; set; }
}

/// <summary>One posting of the search index: the workshop's texts hold the gram.</summary>
internal sealed class WorkshopGramRow
{
    public int Gram { get; set; }
    public int District { get; set; }
    public int WorkshopKey { get; set; }
}

internal sealed class WorkshopEventRow
{
    public Guid Id { get; set; }
    public Guid WorkshopId { get; set; }
    public DateTimeOffset At { get; set; }
    public required string Kind { get; set; }
    public required string By { get; set; }
    public string? Reason { get; set; }
}

internal sealed class FilingRow : IVersioned
{
    public Guid Id { get; set; }
    public int Number { get; set; }
    public Guid OwnerId { get; set; }
    public Guid? WorkshopId { get; set; }
    public required string District { get; set; }
    public string? CreditCode { get; set; }
    public required string OwnerAtAddressHash { get; set; }
    public FilingState State { get; set; }
    public DateTimeOffset SubmittedAt { get; set; }
    public required string Content { get; set; }
    public required string Steps { get; set; }
    public Guid Version { get; set; }
}

/// <summary>A running number, taken inside the transaction that uses it: no gaps, no doubles.</summary>
internal sealed class CounterRow
{
    public required string Name { get; set; }
    public int Value { get; set; }
}
