using BotAssistant.Workshops;

namespace BotAssistant.Honours;

/// <summary>Finds whom a typed number means: that of a certificate, of a registered workshop, or of another licence that a certificate was given for.</summary>
public sealed class HolderSearch(ICertificates certificates, IWorkshops workshops)
{
    public async Task<(Holder? Holder, Certificate? Certificate)> FindAsync(string typed, CancellationToken stop)
    {
        if (await certificates.FindByNumberAsync(typed, stop) is { } certificate)
        {
            return (certificate.Holder, certificate);
        }

        return await workshops.FindByNumberAsync(typed, stop) is { Registration: RegistrationState.Registered } workshop
            ? (new Holder(workshop.Name, workshop.District, workshop.Number, workshop.Id), null)
            : ((await certificates.FindByLicenceAsync(typed, stop))?.Holder, null);
    }
}
