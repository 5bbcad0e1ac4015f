namespace BotAssistant.Honours;

/// <summary>What was awarded.</summary>
public enum HonourKind
{
    /// <summary>名特优食品作坊.</summary>
    FineWorkshop,
    /// <summary>亮化达标小微食品生产企业.</summary>
    BrightProducer,
}

public enum CertificateState
{
    /// <summary>Holds until its last day.</summary>
    Valid,
    /// <summary>退出: a re-evaluation failed, or the holder gave it up.</summary>
    Exited,
}

/// <summary>Who holds it. A fine workshop may be a small producer, so the holder is known by name and licence, and by workshop where it is one of ours.</summary>
/// <param name="WorkshopId">Null for a small producer, whom this service does not register.</param>
/// <param name="Licence">登记证 or SC number, as printed.</param>
public sealed record Holder(string Name, string District, string Licence, Guid? WorkshopId);

/// <summary>A dated step of a certificate: issued, renewed, exited.</summary>
public sealed record CertificateStep(DateTimeOffset At, string Kind, string By, string? Reason);

/// <summary>An honour's certificate (证书), with the day it is valid until. Re-evaluations renew it or end it.</summary>
public sealed class Certificate
{
    private readonly List<CertificateStep> steps;

    private Certificate(Guid id, string number, HonourKind kind, Holder holder, DateOnly issuedOn, DateOnly validUntil, CertificateState state, List<CertificateStep> steps)
    {
        (Id, Number, Kind, Holder, IssuedOn, ValidUntil, State) = (id, number, kind, holder, issuedOn, validUntil, state);
        this.steps = steps;
    }

    public Guid Id { get; }

    /// <summary>As printed; unique.</summary>
    public string Number { get; }

    public HonourKind Kind { get; }
    public Holder Holder { get; private set; }
    public DateOnly IssuedOn { get; private set; }

    /// <summary>有效期截止日期: its last day.</summary>
    public DateOnly ValidUntil { get; private set; }

    public CertificateState State { get; private set; }
    public IReadOnlyList<CertificateStep> Steps => steps;

    public static (Certificate? Certificate, Refusal? Refusal) Issue(Guid id, string number, HonourKind kind, Holder holder, DateOnly issuedOn, DateOnly validUntil, DateTimeOffset now, string by)
        => validUntil < issuedOn
            ? (null, new Refusal("certificate-ends-before-it-begins", ("issued", $"{issuedOn:yyyy-MM-dd}"), ("until", $"{validUntil:yyyy-MM-dd}")))
            : (new Certificate(id, number, kind, holder, issuedOn, validUntil, CertificateState.Valid, [new CertificateStep(now, "issued", by, null)]), null);

    /// <summary>For the store: brings a row back to life.</summary>
    public static Certificate Restore(Guid id, string number, HonourKind kind, Holder holder, DateOnly issuedOn, DateOnly validUntil, CertificateState state, IEnumerable<CertificateStep> steps)
        => new(id, number, kind, holder, issuedOn, validUntil, state, [.. steps]);

    /// <summary>It counts on that day: neither over nor given back.</summary>
    public bool IsValidOn(DateOnly day) => State == CertificateState.Valid && day >= IssuedOn && day <= ValidUntil;

    /// <summary>复评验收通过: valid for longer.</summary>
    public Refusal? Renew(DateOnly validUntil, DateTimeOffset now, string by)
    {
        if (State == CertificateState.Exited)
        {
            return new Refusal("certificate-exited");
        }

        if (validUntil <= ValidUntil)
        {
            return new Refusal("certificate-not-longer", ("until", $"{ValidUntil:yyyy-MM-dd}"));
        }

        ValidUntil = validUntil;
        steps.Add(new CertificateStep(now, "renewed", by, $"{validUntil:yyyy-MM-dd}"));
        return null;
    }

    /// <summary>As the bureau's register has it now. What it is and whose licence it was given for stay; the name may have changed.</summary>
    /// <returns>True when something is other than before.</returns>
    public bool Correct(string name, string district, Guid? workshopId, DateOnly issuedOn, DateOnly validUntil, DateTimeOffset now, string by)
    {
        var holder = Holder with { Name = name, District = district, WorkshopId = workshopId };
        if (State == CertificateState.Exited || (holder, issuedOn, validUntil) == (Holder, IssuedOn, ValidUntil))
        {
            return false;
        }

        (Holder, IssuedOn, ValidUntil) = (holder, issuedOn, validUntil);
        steps.Add(new CertificateStep(now, "corrected", by, $"{issuedOn:yyyy-MM-dd} {validUntil:yyyy-MM-dd}"));
        return true;
    }

    /// <summary>退出.</summary>
    public Refusal? Exit(DateTimeOffset now, string by, string reason)
    {
        if (State == CertificateState.Exited)
        {
            return new Refusal("certificate-exited");
        }

        State = CertificateState.Exited;
        steps.Add(new CertificateStep(now, "exited", by, reason));
        return null;
    }
}
