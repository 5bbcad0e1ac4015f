using BotAssistant.Auditing;
using BotAssistant.People;

namespace BotAssistant.Honours;

/// <summary>Takes in administrative cases (行政立案处罚) and samplings (抽检结果) of holders, which decide over their honours. Runs in the turn's transaction.</summary>
public sealed class ConductDesk(HolderSearch holders, IConduct conduct, IAudit audit, TimeProvider time)
{
    /// <summary>How far back an entry may lie: nothing counts that is older, and a wrong century is a slip.</summary>
    private const int MostYears = 10;

    private const int MostListed = 20;

    public async Task<(ConductEntry? Entry, Holder? Holder, Refusal? Refusal)> RecordAsync(Person officer, string typed, ConductKind kind, Evidence evidence, CancellationToken stop)
    {
        if (await HolderAsync(officer, typed, stop) is not { } holder)
        {
            return (null, null, new Refusal("holder-unknown", ("number", typed)));
        }

        var today = ChinaTime.Today(time);
        if (evidence.Day > today || evidence.Day < today.AddYears(-MostYears))
        {
            return (null, null, new Refusal("conduct-day", ("date", $"{evidence.Day:yyyy-MM-dd}"), ("years", $"{MostYears}")));
        }

        if ((await conduct.EntriesAsync(holder.Licence, MostListed, stop)).FirstOrDefault(known => known.VoidedAt is null && known.Kind == kind && known.Evidence.Reference == evidence.Reference) is { } same)
        {
            return (null, null, new Refusal("conduct-known", ("number", $"{same.Number}"), ("reference", evidence.Reference)));
        }

        var entry = new ConductEntry(await conduct.NextNumberAsync(stop), holder.Licence, kind, evidence, time.GetUtcNow(), officer.Name);
        await conduct.AddAsync(entry, stop);
        await audit.WriteAsync(time, officer, "conduct-recorded", $"conduct {entry.Number}", $"{kind} {holder.Licence}", stop);
        return (entry, holder, null);
    }

    /// <summary>撤销 N 理由: it counts no more and stays to be read.</summary>
    public async Task<(ConductEntry? Entry, Refusal? Refusal)> VoidAsync(Person officer, int number, string reason, CancellationToken stop)
    {
        if (await conduct.FindByNumberAsync(number, stop) is not { } entry || await HolderAsync(officer, entry.Licence, stop) is null)
        {
            return (null, new Refusal("conduct-unknown"));
        }

        var voided = entry with { VoidedAt = time.GetUtcNow(), VoidedBy = officer.Name, VoidReason = reason };
        if (!await conduct.VoidAsync(voided, stop))
        {
            return (null, new Refusal("conduct-void"));
        }

        await audit.WriteAsync(time, officer, "conduct-voided", $"conduct {number}", reason, stop);
        return (voided, null);
    }

    /// <summary>All entries of a holder in the officer's districts, void ones too; the look is written down.</summary>
    public async Task<(Holder Holder, IReadOnlyList<ConductEntry> Entries)?> OfAsync(Person officer, string typed, CancellationToken stop)
    {
        if (await HolderAsync(officer, typed, stop) is not { } holder)
        {
            return null;
        }

        await audit.WriteAsync(time, officer, "conduct-viewed", $"licence {holder.Licence}", null, stop);
        return (holder, await conduct.EntriesAsync(holder.Licence, MostListed, stop));
    }

    private async Task<Holder?> HolderAsync(Person officer, string typed, CancellationToken stop)
        => (await holders.FindAsync(typed, stop)).Holder is { } holder && officer.Covers(holder.District) ? holder : null;
}
