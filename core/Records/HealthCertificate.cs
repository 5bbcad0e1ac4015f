using BotAssistant.Regulations;

namespace BotAssistant.Records;

/// <summary>How often staff who touch ready-to-eat food are examined, and so how long a certificate lasts.</summary>
public sealed record HealthCheck : Rule
{
    public required int Months { get; init; }

    /// <summary>How the rule is cited to a person.</summary>
    public required string Basis { get; init; }

    /// <summary>The last day that a certificate issued today can name.</summary>
    public DateOnly LatestOn(DateOnly today) => today.AddMonths(Months);
}

/// <summary>健康证: that a person of the workshop may touch ready-to-eat food, until a day. Health data: sealed, and shown to the owner only.</summary>
/// <param name="Number">Short running number that people type.</param>
/// <param name="Holder">Name, or how the owner calls them.</param>
/// <param name="PaperNumber">What stands on the certificate; null when it was not given.</param>
/// <param name="Photo">Hash in the media store.</param>
public sealed record HealthCertificate(Guid Id, int Number, Guid WorkshopId, string Holder, string? PaperNumber, DateOnly ExpiresOn, string? Photo, DateTimeOffset RecordedAt, string By)
{
    /// <summary>When it stopped being looked at; null while it is.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>"renewed" or "left".</summary>
    public string? EndedBy { get; init; }

    /// <summary>Negative when it has expired.</summary>
    public int DaysLeft(DateOnly today) => ExpiresOn.DayNumber - today.DayNumber;

    public HealthCertificate End(string why, DateTimeOffset now) => this with { EndedAt = now, EndedBy = why };
}

public interface IHealthCertificates
{
    Task<int> NextNumberAsync(CancellationToken stop);

    Task AddAsync(HealthCertificate certificate, CancellationToken stop);

    /// <summary>Ends it once: of two who do at the same time, the second is told.</summary>
    Task EndAsync(HealthCertificate certificate, CancellationToken stop);

    /// <summary>The workshop's certificates that have not ended, the one that expires first before the others.</summary>
    Task<IReadOnlyList<HealthCertificate>> CurrentAsync(Guid workshopId, CancellationToken stop);

    Task<HealthCertificate?> FindByNumberAsync(int number, CancellationToken stop);
}
