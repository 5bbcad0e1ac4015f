using System.Globalization;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using BotAssistant.People;
using BotAssistant.Regulations;
using BotAssistant.Workshops;

namespace BotAssistant.Dialogs.Filings;

/// <summary>建档登记: what the plan's part 二(一) and the provincial regulation's art. 9 ask for, one question at a time.</summary>
public sealed class FilingDialog(ITexts texts, RegulationBook regulations, BureauContact bureau)
{
    /// <summary>Its names in the catalog: a new filing, a returned one being put right, a registered one being changed. A chat may have a draft of each.</summary>
    public const string Name = "filing", CorrectionName = "correction", ChangeName = "change";

    /// <summary>Input: the returned filing that is corrected, or the registered workshop that is changed.</summary>
    public const string FilingInput = "filing", WorkshopInput = "workshop";

    private Day? latest;

    public async Dialog<ICommand> Run(Prompter ask)
    {
        var questions = QuestionsOf(ask.Today);
        var rules = questions.Rules;
        var doubts = new List<string>();

        ask.Say("filing.welcome");
        var notice = await ask.For(questions.Notice);
        var workshopName = await ask.For(questions.WorkshopName);
        var ownerName = await ask.For(questions.OwnerName);
        var idNumber = await Identity(ask, questions, doubts);
        var mobile = await ask.For(questions.Mobile);
        var creditCode = await Licence(ask, questions, doubts);
        var district = await ask.For(questions.District);
        var address = await ask.For(questions.Address);

        var (filingId, workshopId) = (InputId(ask, FilingInput), InputId(ask, WorkshopInput));
        if (await ask.Fetch(new FindExisting(creditCode, idNumber, address, filingId, workshopId)) is { } existing)
        {
            return new AlreadyFiled(existing);
        }

        var products = await ask.For(questions.Products);
        Doubt(ask, rules.NegativeList, products, doubts);
        var materials = await Materials(ask, questions);
        var salesArea = await ask.For(questions.SalesArea);
        var online = await ask.For(questions.OnlineSale);
        var production = await ask.For(questions.Production);
        var staff = await ask.For(questions.Staff);
        var area = await ask.For(questions.Area);
        var front = await ask.For(questions.IdentityPhoto);
        var back = front.Hash is null ? front : await ask.For(questions.IdentityPhotoBack);
        var floorPlan = await ask.For(questions.FloorPlan);
        var signedOn = await ask.For(questions.Signature(workshopName, ownerName));

        var particulars = new Particulars
        {
            WorkshopName = workshopName,
            OwnerName = ownerName,
            IdNumber = idNumber,
            CreditCode = creditCode,
            Mobile = mobile,
            District = district,
            Address = address,
            Products = products,
            Materials = materials,
            SalesArea = questions.SalesArea.Label(salesArea),
            OnlineSale = online == "yes",
            Production = production == "producing" ? ProductionState.Producing : ProductionState.Suspended,
            FixedStaff = int.Parse(staff, CultureInfo.InvariantCulture),
            AreaSquareMetres = decimal.Parse(area, CultureInfo.InvariantCulture),
            Identity = Evidence(front, back),
            FloorPlan = Evidence(floorPlan),
            Commitment = new Commitment(rules.CommitmentLetter.Version, ownerName, signedOn),
            NoticeVersion = notice,
        };
        var command = new FileWorkshop(particulars, doubts, filingId, workshopId);
        await ask.Confirm(command);
        return command;
    }

    private FilingQuestions QuestionsOf(DateOnly day)
    {
        var known = latest;
        if (known?.Date != day)
        {
            latest = known = new Day(day, new FilingQuestions(texts, regulations.On(day), bureau, day));
        }

        return known.Questions;
    }

    private static async Dialog<string> Identity(Prompter ask, FilingQuestions questions, List<string> doubts)
    {
        var idNumber = await ask.For(questions.IdNumber);
        if (idNumber != FilingQuestions.OtherDocument)
        {
            return idNumber;
        }

        doubts.Add("doubt.other-document");
        return await ask.For(questions.OtherIdentity);
    }

    private static async Dialog<string?> Licence(Prompter ask, FilingQuestions questions, List<string> doubts)
    {
        var creditCode = await ask.For(questions.CreditCode);
        if (creditCode != FilingQuestions.NoLicence)
        {
            return creditCode;
        }

        doubts.Add("doubt.no-licence");
        ask.Say("filing.licence-first");
        return null;
    }

    /// <summary>Materials and additives, each with the place it is bought at. Keyed by name, so that a corrected list asks only for what is new.</summary>
    private static async Dialog<IReadOnlyList<Material>> Materials(Prompter ask, FilingQuestions questions)
    {
        var names = await ask.For(questions.Materials);
        var additives = await ask.For(questions.Additives);
        var materials = new List<Material>();
        foreach (var name in names.Union(additives))
        {
            ask.In($"material:{name}:");
            var question = FilingQuestions.Source(name, [.. materials.Select(material => material.Source).Distinct()]);
            var source = await ask.For(question);
            materials.Add(new Material(name, additives.Contains(name), question.Label(source)));
        }

        ask.In("");
        return materials;
    }

    /// <summary>What may be on the negative list is said at once and goes to the officer (待核定).</summary>
    private static void Doubt(Prompter ask, NegativeList negativeList, IReadOnlyList<string> products, List<string> doubts)
    {
        foreach (var product in products)
        {
            if (negativeList.Check(product) is ProductVerdict.Unsure { Entry: var entry })
            {
                doubts.Add($"doubt.negative-list|{product}|{entry.Name}");
                ask.Say("filing.product-unsure", ("product", product), ("entry", entry.Name));
            }
        }
    }

    private static Evidence Evidence(params PhotoAnswer[] photos)
        => new([.. photos.Select(photo => photo.Hash).OfType<string>().Distinct()], photos.Any(photo => photo.Hash is null));

    private static Guid? InputId(Prompter ask, string key) => ask.Input.TryGetValue(key, out var id) ? Guid.Parse(id) : null;

    private sealed record Day(DateOnly Date, FilingQuestions Questions);
}
