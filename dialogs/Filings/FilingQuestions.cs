using System.Globalization;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Identifiers;
using BotAssistant.People;
using BotAssistant.Regulations;

namespace BotAssistant.Dialogs.Filings;

/// <summary>The questions of a filing, by the rules of one day. Made once a day: every turn replays through them.</summary>
internal sealed class FilingQuestions
{
    private readonly DateOnly today;

    public FilingQuestions(ITexts texts, RulesInForce rules, BureauContact bureau, DateOnly today)
    {
        (this.today, Rules) = (today, rules);
        var verbs = ListVerbs.From(texts);
        var onPaper = OptionTexts.One(texts, "photo", "paper");
        var phone = bureau.Phone.Length == 0 ? texts.Say("bureau.phone") : bureau.Phone;
        Notice = new ChoiceQuestion("notice", [OptionTexts.One(texts, "filing.notice", "seen") with { Id = rules.DataNotice.Version }])
        {
            InSummary = false,
            Values = [("notice", rules.DataNotice.For(bureau.Name, phone)), ("version", rules.DataNotice.Version)],
        };
        IdNumber = new FormattedQuestion("id-number", "GB 11643", (string typed, out string canonical) => ResidentId.Read(typed, today, out canonical))
        {
            Mask = ResidentId.Mask,
            Otherwise = OptionTexts.One(texts, "filing.id-number", OtherDocument),
        };
        CreditCode = new FormattedQuestion("credit-code", "GB 32100", Identifiers.CreditCode.Read) { Otherwise = OptionTexts.One(texts, "filing.credit-code", NoLicence) };
        District = new ChoiceQuestion("district", [.. rules.Districts.All.Select(district => new Option(district.Code, district.Name) { Aliases = district.Aliases })]);
        Products = new ListQuestion("products", verbs, 20, 20) { Check = Forbidden };
        Materials = new ListQuestion("materials", verbs, 20, 20);
        Additives = new ListQuestion("additives", verbs, 20, 20) { None = OptionTexts.One(texts, "filing.additives", "none") };
        SalesArea = new ChoiceQuestion("sales-area", OptionTexts.Of(texts, "filing.sales-area", "village", "district", "city", "province", "country")) { FreeTextLength = 40 };
        OnlineSale = new ChoiceQuestion("online", OptionTexts.Of(texts, "filing.online", "yes", "no"));
        Production = new ChoiceQuestion("production", OptionTexts.Of(texts, "filing.production", "producing", "suspended"));
        Staff = new FormattedQuestion("staff", $"1..{rules.Thresholds.MaxFixedStaff} people", ReadStaff);
        Area = new FormattedQuestion("area", string.Create(CultureInfo.InvariantCulture, $"1..{rules.Thresholds.MaxAreaSquareMetres} m2"), ReadArea);
        IdentityPhoto = new PhotoQuestion("identity-photo", onPaper);
        IdentityPhotoBack = new PhotoQuestion("identity-photo-back", onPaper);
        FloorPlan = new PhotoQuestion("floor-plan", onPaper);
    }

    public RulesInForce Rules { get; }

    /// <summary>Recorded for an owner without a licence.</summary>
    public const string NoLicence = "none";

    /// <summary>Recorded for an owner without a mainland identity card.</summary>
    public const string OtherDocument = "other";

    /// <summary>The data notice comes first; what is recorded is the version that was shown (PIPL art. 17, 35).</summary>
    public ChoiceQuestion Notice { get; }

    public TextQuestion WorkshopName { get; } = new("name", 2, 40) { Check = MustHaveLetters };

    public TextQuestion OwnerName { get; } = new("owner", 2, 20) { Check = MustBeAName };

    public FormattedQuestion IdNumber { get; }

    public TextQuestion OtherIdentity { get; } = new("other-document", 5, 30);

    public FormattedQuestion Mobile { get; } = new("mobile", "mobile number", MobileNumber.Read) { Mask = MobileNumber.Mask };

    public FormattedQuestion CreditCode { get; }

    public ChoiceQuestion District { get; }

    public TextQuestion Address { get; } = new("address", 5, 80) { Check = MustHaveLetters };

    public ListQuestion Products { get; }

    public ListQuestion Materials { get; }

    public ListQuestion Additives { get; }

    public ChoiceQuestion SalesArea { get; }

    public ChoiceQuestion OnlineSale { get; }

    public ChoiceQuestion Production { get; }

    public FormattedQuestion Staff { get; }

    public FormattedQuestion Area { get; }

    public PhotoQuestion IdentityPhoto { get; }

    public PhotoQuestion IdentityPhotoBack { get; }

    public PhotoQuestion FloorPlan { get; }

    /// <param name="earlier">Sources named before, offered again.</param>
    public static ChoiceQuestion Source(string material, IReadOnlyList<string> earlier) => new("source", [.. earlier.Select(source => new Option(ChoiceQuestion.FreeTextPrefix + source, source))])
    {
        FreeTextLength = 40,
        Values = [("material", material)],
    };

    public SignatureQuestion Signature(string workshop, string owner)
    {
        var letter = Rules.CommitmentLetter.For(workshop, owner);
        return new SignatureQuestion("commitment", owner, letter, today) { Values = [("letter", letter), ("owner", owner), ("version", Rules.CommitmentLetter.Version)] };
    }

    /// <summary>A hit of the negative list says which entry and stops the filing of this product.</summary>
    private Refusal? Forbidden(string product)
        => Rules.NegativeList.Check(product) is ProductVerdict.Forbidden { Entry: var entry }
            ? new Refusal("product-forbidden", ("product", product), ("entry", entry.Name), ("source", entry.Source))
            : null;

    private Refusal? ReadStaff(string typed, out string canonical)
    {
        var refusal = Quantity.ReadInteger(typed, 1, 9999, out var staff);
        canonical = staff.ToString(CultureInfo.InvariantCulture);
        return refusal ?? (staff <= Rules.Thresholds.MaxFixedStaff
            ? null
            : new Refusal("staff-too-many", ("count", canonical), ("max", $"{Rules.Thresholds.MaxFixedStaff}"), ("source", Rules.Thresholds.Source)));
    }

    private Refusal? ReadArea(string typed, out string canonical)
    {
        var refusal = Quantity.ReadArea(typed, 1, 99999, out var area);
        canonical = area.ToString("0.##", CultureInfo.InvariantCulture);
        return refusal ?? (area <= Rules.Thresholds.MaxAreaSquareMetres
            ? null
            : new Refusal("area-too-large", ("area", canonical), ("max", Rules.Thresholds.MaxAreaSquareMetres.ToString("0.##", CultureInfo.InvariantCulture)), ("source", Rules.Thresholds.Source)));
    }

    private static Refusal? MustHaveLetters(string typed) => typed.Any(char.IsLetter) ? null : new Refusal("name-has-no-letters");

    /// <summary>A sentence sent by mistake mostly holds a figure; a name has none.</summary>
    private static Refusal? MustBeAName(string typed) => typed.Any(char.IsDigit) ? new Refusal("name-has-digits") : MustHaveLetters(typed);
}
