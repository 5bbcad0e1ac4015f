using BotAssistant.Auditing;
using BotAssistant.Workshops;

namespace BotAssistant.Honours;

/// <summary>A certificate as a row of the bureau's register (证书清单).</summary>
/// <param name="Row">Where it stands in the file.</param>
/// <param name="Licence">登记证 or SC number of the holder.</param>
public sealed record CertificateEntry(int Row, string Number, HonourKind Kind, string HolderName, string District, string Licence, DateOnly IssuedOn, DateOnly ValidUntil, CertificateState State);

/// <summary>Why a row does not go with what is stored. The code is the key of its text (<c>sheet.fault.code</c>).</summary>
/// <param name="Field">Stable name of the column, e.g. "licence".</param>
public sealed record RegisterFault(int Row, string Field, string Code, string Found, string Expected);

public sealed record RegisterOutcome(int Added, int Changed, int Unchanged);

/// <summary>Takes in the bureau's register of honours: all of it or nothing. Runs in the caller's transaction.</summary>
public sealed class CertificateRegister(ICertificates certificates, IWorkshops workshops, IAudit audit, TimeProvider time)
{
    /// <param name="by">Name of the official who answers for it.</param>
    /// <param name="fileHash">SHA-256 of the file, in hex.</param>
    public async Task<(RegisterOutcome? Outcome, IReadOnlyList<RegisterFault> Faults)> ImportAsync(IReadOnlyList<CertificateEntry> entries, string by, string fileHash, CancellationToken stop)
    {
        var known = (await certificates.ByNumberAsync([.. entries.Select(entry => entry.Number)], stop)).ToDictionary(certificate => certificate.Number);
        var places = await workshops.PlacesAsync([.. entries.Select(entry => entry.Licence).Distinct()], stop);
        var faults = entries.SelectMany(entry => Faults(entry, known.GetValueOrDefault(entry.Number), places)).ToList();
        if (faults.Count > 0)
        {
            return (null, faults);
        }

        var now = time.GetUtcNow();
        var (added, changed) = (new List<Certificate>(), new List<Certificate>());
        foreach (var entry in entries)
        {
            Guid? workshopId = places.TryGetValue(entry.Licence, out var place) ? place.Id : null;
            if (!known.TryGetValue(entry.Number, out var certificate))
            {
                var holder = new Holder(entry.HolderName, entry.District, entry.Licence, workshopId);
                added.Add(Certificate.Issue(Guid.CreateVersion7(now), entry.Number, entry.Kind, holder, entry.IssuedOn, entry.ValidUntil, now, by).Certificate!);
            }
            else if (certificate.Correct(entry.HolderName, entry.District, workshopId, entry.IssuedOn, entry.ValidUntil, now, by))
            {
                changed.Add(certificate);
            }
        }

        if (added.Count + changed.Count > 0)
        {
            await certificates.PutAsync(added, changed, stop);
            await audit.AddAsync(new AuditEntry(Guid.CreateVersion7(now), now, "certificates-imported", null, by, "certificates", $"{added.Count} added, {changed.Count} changed, sha256 {fileHash}"), stop);
        }

        return (new RegisterOutcome(added.Count, changed.Count, entries.Count - added.Count - changed.Count), []);
    }

    private static IEnumerable<RegisterFault> Faults(CertificateEntry entry, Certificate? known, IReadOnlyDictionary<string, (Guid Id, string District)> places)
    {
        if (entry.ValidUntil < entry.IssuedOn)
        {
            yield return new RegisterFault(entry.Row, "until", "certificate-ends-before-it-begins", $"{entry.ValidUntil:yyyy-MM-dd}", $"{entry.IssuedOn:yyyy-MM-dd}");
        }

        if (places.TryGetValue(entry.Licence, out var place) && place.District != entry.District)
        {
            yield return new RegisterFault(entry.Row, "district", "certificate-in-another-district", entry.Licence, "");
        }

        if (known is null)
        {
            if (entry.State == CertificateState.Exited)
            {
                yield return new RegisterFault(entry.Row, "state", "certificate-new-and-exited", entry.Number, "");
            }

            yield break;
        }

        if (known.Kind != entry.Kind)
        {
            yield return new RegisterFault(entry.Row, "kind", "certificate-of-another-kind", entry.Number, "");
        }

        if (known.Holder.Licence != entry.Licence)
        {
            yield return new RegisterFault(entry.Row, "licence", "certificate-of-another-holder", entry.Licence, known.Holder.Licence);
        }

        if (known.State != entry.State)
        {
            yield return new RegisterFault(entry.Row, "state", "certificate-state-by-decision", entry.Number, "");
        }
        else if (known.State == CertificateState.Exited && (known.IssuedOn, known.ValidUntil, known.Holder.Name, known.Holder.District) != (entry.IssuedOn, entry.ValidUntil, entry.HolderName, entry.District))
        {
            yield return new RegisterFault(entry.Row, "number", "certificate-exited-stays", entry.Number, "");
        }
    }
}
