using System.Globalization;
using BotAssistant.Campaigns;
using BotAssistant.Regulations;
using BotAssistant.Workshops;

namespace BotAssistant.Persistence;

/// <summary>Between a workshop and its rows.</summary>
internal sealed class WorkshopRows(KeyRing keys, RowVersions versions, RegulationBook regulations, TimeProvider time)
{
    public static WorkshopRow Empty() => new()
    {
        Number = "", Name = "", FoldedName = "", District = "", Address = "", OwnerName = "", OwnerAtAddressHash = "", Particulars = "",
    };

    /// <summary>District codes are six digits; the index keeps them as numbers.</summary>
    public static int Code(string district)
        => int.TryParse(district, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : throw new FormatException($"'{district}' is no district code (GB/T 2260).");

    public static List<WorkshopGramRow> Postings(WorkshopRow row)
        => [.. Grams.Of(row).Select(gram => new WorkshopGramRow { Gram = gram, District = Code(row.District), WorkshopKey = row.Key })];

    public WorkshopRow Fill(WorkshopRow row, Workshop workshop)
    {
        var particulars = workshop.Particulars;
        (row.Id, row.Number, row.Name, row.District) = (workshop.Id, workshop.Number, workshop.Name, workshop.District);
        row.FoldedName = Grams.Fold(workshop.Name);
        (row.Address, row.OwnerName, row.CreditCode) = (particulars.Address, particulars.OwnerName, particulars.CreditCode);
        (row.OwnerId, row.OwnerAtAddressHash, row.RegisteredAt) = (workshop.OwnerId, workshop.OwnerAtAddressHash, workshop.RegisteredAt);
        (row.Production, row.Registration) = (workshop.Production, workshop.Registration);
        row.Particulars = keys.Seal(SealedColumn.WorkshopParticulars, particulars);
        row.Products = Marks(particulars);
        return row;
    }

    /// <summary>What the workshop makes, in the form that an audience is asked for.</summary>
    public string Marks(WorkshopRow row) => Marks(keys.Open<Particulars>(SealedColumn.WorkshopParticulars, row.Particulars));

    public Workshop? Bring(WorkshopRow? row)
    {
        if (row is null)
        {
            return null;
        }

        var particulars = keys.Open<Particulars>(SealedColumn.WorkshopParticulars, row.Particulars);
        var workshop = Workshop.Restore(row.Id, row.Number, row.OwnerId, row.OwnerAtAddressHash, row.RegisteredAt, particulars, row.Production, row.Registration);
        versions.Remember(workshop, row.Version);
        return workshop;
    }

    private string Marks(Particulars particulars)
        => $" {string.Join(' ', ProductMarks.Of(particulars.Products, regulations.On(ChinaTime.Today(time)).FoodKinds))} ";

    public void Remember(Workshop workshop, WorkshopRow row) => versions.Remember(workshop, row.Version);

    public Guid VersionOf(Workshop workshop) => versions.Of(workshop);

    public WorkshopEventRow Event(WorkshopEvent happened) => new()
    {
        Id = happened.Id,
        WorkshopId = happened.WorkshopId,
        At = happened.At,
        Kind = happened.Kind,
        By = happened.By,
        Reason = keys.SealOptional(SealedColumn.WorkshopEventReason, happened.Reason),
    };

    public WorkshopEvent Event(WorkshopEventRow row)
        => new(row.Id, row.WorkshopId, row.At, row.Kind, row.By, keys.OpenOptional(SealedColumn.WorkshopEventReason, row.Reason));
}
