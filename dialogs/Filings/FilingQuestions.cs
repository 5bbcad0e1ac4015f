using System.Globalization;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Identifiers;
using BotAssistant.People;
using BotAssistant.Regulations;

namespace BotAssistant.Dialogs.Filings;

/// <summary>The questions of a filing, by the rules of one day.</summary>
internal sealed class FilingQuestions(ITexts texts, RulesInForce rules, DateOnly today)
{
    /// <summary>Recorded for an owner without a licence.</summary>
    public const string NoLicence = "none";

    /// <summary>Recorded for an owner without a mainland identity card.</summary>
    public const string OtherDocument = "other";

    private readonly ListVerbs verbs = ListVerbs.From(texts);

    /// <summary>The data notice comes first; what is recorded is the version that was shown (PIPL art. 17, 35).</summary>
    public ChoiceQuestion Notice(BureauContact bureau) => new("notice", [OptionTexts.One(texts, "filing.notice", "seen") with { Id = rules.DataNotice.Version }])
    {
        InSummary = false,
        Values = [("notice", rules.DataNotice.For(bureau.Name, bureau.Phone.Length == 0 ? texts.Say("bureau.phone") : bureau.Phone)), ("version", rules.DataNotice.Version)],
    };

    public TextQuestion WorkshopName { get; } = new("name", 2, 40) { Check = MustHaveLetters };

    public TextQuestion OwnerName { get; } = new("owner", 2, 20) { Check = MustHaveLetters };

    public FormattedQuestion IdNumber => new("id-number", "GB 11643", (string typed, out string canonical) => ResidentId.Read(typed, today, out canonical))
    {
        Mask = ResidentId.Mask,
        Otherwise = OptionTexts.One(texts, "filing.id-number", OtherDocument),
    };

    public TextQuestion OtherIdentity { get; } = new("other-document", 5, 30);

    public FormattedQuestion Mobile { get; } = new("mobile", "mobile number", MobileNumber.Read) { Mask = MobileNumber.Mask };

    public FormattedQuestion CreditCode => new("credit-code", "GB 32100", Identifiers.CreditCode.Read)
    {
        Otherwise = OptionTexts.One(texts, "filing.credit-code", NoLicence),
    };

    public ChoiceQuestion District => new("district", [.. rules.Districts.All.Select(district => new Option(district.Code, district.Name) { Aliases = district.Aliases })]);

    public TextQuestion Address { get; } = new("address", 5, 80) { Check = MustHaveLetters };

    public ListQuestion Products => new("products", verbs, 20, 20) { Check = Forbidden };

    public ListQuestion Materials => new("materials", verbs, 20, 20);

    public ListQuestion Additives => new("additives", verbs, 20, 20) { None = OptionTexts.One(texts, "filing.additives", "none") };

    /// <param name="earlier">Sources named before, offered again.</param>
    public static ChoiceQuestion Source(string material, IReadOnlyList<string> earlier) => new("source", [.. earlier.Select(source => new Option(ChoiceQuestion.FreeTextPrefix + source, source))])
    {
        FreeTextLength = 40,
        Values = [("material", material)],
    };

    public ChoiceQuestion SalesArea => new("sales-area", OptionTexts.Of(texts, "filing.sales-area", "village", "district", "city", "province", "country")) { FreeTextLength = 40 };

    public ChoiceQuestion OnlineSale => new("online", OptionTexts.Of(texts, "filing.online", "yes", "no"));

    public ChoiceQuestion Production => new("production", OptionTexts.Of(texts, "filing.production", "producing", "suspended"));

    public FormattedQuestion Staff => new("staff", $"1..{rules.Thresholds.MaxFixedStaff} people", ReadStaff);

    public FormattedQuestion Area => new("area", string.Create(CultureInfo.InvariantCulture, $"1..{rules.Thresholds.MaxAreaSquareMetres} m2"), ReadArea);

    public PhotoQuestion IdentityPhoto => new("identity-photo", OptionTexts.One(texts, "photo", "paper"));

    public PhotoQuestion IdentityPhotoBack => new("identity-photo-back", OptionTexts.One(texts, "photo", "paper"));

    public PhotoQuestion FloorPlan => new("floor-plan", OptionTexts.One(texts, "photo", "paper"));

    public SignatureQuestion Signature(string workshop, string owner)
    {
        var letter = rules.CommitmentLetter.For(workshop, owner);
        return new SignatureQuestion("commitment", owner, letter, today) { Values = [("letter", letter), ("owner", owner), ("version", rules.CommitmentLetter.Version)] };
    }

    /// <summary>A hit of the negative list says which entry and stops the filing of this product.</summary>
    private Refusal? Forbidden(string product)
        => rules.NegativeList.Check(product) is ProductVerdict.Forbidden { Entry: var entry }
            ? new Refusal("product-forbidden", ("product", product), ("entry", entry.Name), ("source", entry.Source))
            : null;

    private Refusal? ReadStaff(string typed, out string canonical)
    {
        var refusal = Quantity.ReadInteger(typed, 1, 9999, out var staff);
        canonical = staff.ToString(CultureInfo.InvariantCulture);
        return refusal ?? (staff <= rules.Thresholds.MaxFixedStaff
            ? null
            : new Refusal("staff-too-many", ("count", canonical), ("max", $"{rules.Thresholds.MaxFixedStaff}"), ("source", rules.Thresholds.Source)));
    }

    private Refusal? ReadArea(string typed, out string canonical)
    {
        var refusal = Quantity.ReadArea(typed, 1, 99999, out var area);
        canonical = area.ToString("0.##", CultureInfo.InvariantCulture);
        return refusal ?? (area <= rules.Thresholds.MaxAreaSquareMetres
            ? null
            : new Refusal("area-too-large", ("area", canonical), ("max", rules.Thresholds.MaxAreaSquareMetres.ToString("0.##", CultureInfo.InvariantCulture)), ("source", rules.Thresholds.Source)));
    }

    private static Refusal? MustHaveLetters(string typed) => typed.Any(char.IsLetter) ? null : new Refusal("name-has-no-letters");
}
