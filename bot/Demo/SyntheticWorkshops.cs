using System.Globalization;
using BotAssistant.Identifiers;
using BotAssistant.Workshops;

namespace BotAssistant.Bot.Demo;

/// <summary>
/// Registered workshops for <c>--demo</c> and the load tests: plausible, invented, spread evenly over Ningbo's ten districts. The same seed and
/// moment give the same workshops. Every workshop's and owner's name ends in the mark （示例）, and their documents are "on paper" under versions that
/// begin with "demo-", so that neither a person nor a query takes them for real ones.
/// </summary>
public static class SyntheticWorkshops
{
    private const int DaysBack = 900;

    /// <summary>Makes <paramref name="count"/> workshops, lazily; ID numbers, credit codes, numbers and hash inputs are unique.</summary>
    /// <param name="hash">The keyed hash of the installation (<see cref="People.IKeyedHash"/>).</param>
    public static IEnumerable<Workshop> Make(int count, int seed, Func<string, string> hash, DateTimeOffset now)
    {
        var words = DemoWords.Load();
        var random = new Random(seed);
        var districts = words.Places.Keys.Order(StringComparer.Ordinal).ToArray();
        var serials = new Dictionary<(string District, int Year), int>();
        for (var index = 0; index < count; index++)
        {
            var district = districts[index % districts.Length];
            var registeredAt = ChinaTime.In(now).AddDays(-random.Next(1, DaysBack)).AddMinutes(-random.Next(1440));
            var serial = serials[(district, registeredAt.Year)] = serials.GetValueOrDefault((district, registeredAt.Year)) + 1;
            var number = string.Create(CultureInfo.InvariantCulture, $"{district}-{registeredAt.Year}-{serial:D5}");
            var particulars = Particulars(words, random, district, index, registeredAt);
            var key = hash(AddressKey.WithOwner(particulars.IdNumber, particulars.Address));
            var workshop = Workshop.Register(NextGuid(random), number, null, key, particulars, registeredAt, words.Officer);
            Live(workshop, words, random, registeredAt, now);
            yield return workshop;
        }
    }

    private static Particulars Particulars(DemoWords words, Random random, string district, int index, DateTimeOffset registeredAt)
    {
        var town = Pick(random, words.Places[district]);
        var trade = Pick(random, words.Trades);
        var owner = Pick(random, words.Surnames) + Pick(random, words.GivenNames) + Pick(random, words.GivenNames) + words.Mark;
        return new Particulars
        {
            WorkshopName = town + Pick(random, words.Nicknames) + trade.Name + words.Mark,
            OwnerName = owner,
            IdNumber = SyntheticPeople.IdNumber(district, index),
            CreditCode = index % 10 == 9 ? null : SyntheticPeople.Credit(district, index),
            Mobile = SyntheticPeople.Mobile(index),
            District = district,
            Address = TextTemplate.Fill(words.Address, ("town", town), ("street", Pick(random, words.Streets)), ("number", (index + 1).ToString(CultureInfo.InvariantCulture))),
            Products = trade.Products,
            Materials = [new Material(trade.Material, false, words.Supplier), new Material(trade.Additive, true, words.Supplier)],
            SalesArea = Pick(random, words.Sales),
            OnlineSale = random.Next(5) == 0,
            Production = ProductionState.Producing,
            FixedStaff = random.Next(1, 8),
            AreaSquareMetres = random.Next(20, 101),
            Identity = new Evidence([], OnPaper: true),
            FloorPlan = new Evidence([], OnPaper: true),
            Commitment = new Commitment("demo-commitment", owner, DateOnly.FromDateTime(registeredAt.DateTime)),
            NoticeVersion = "demo-notice",
        };
    }

    /// <summary>Some rest, some have ceased, a few are cancelled: half-way between their registration and now.</summary>
    private static void Live(Workshop workshop, DemoWords words, Random random, DateTimeOffset registeredAt, DateTimeOffset now)
    {
        var later = registeredAt + ((now - registeredAt) / 2);
        _ = random.Next(100) switch
        {
            < 6 => workshop.Suspend(later, words.Officer, words.Reasons["suspended"]),
            < 9 => workshop.Cease(later, words.Officer, words.Reasons["ceased"]),
            < 11 => workshop.Cancel(later, words.Officer, words.Reasons["cancelled"]),
            _ => null,
        };
    }

    private static T Pick<T>(Random random, List<T> list) => list[random.Next(list.Count)];

    private static Guid NextGuid(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
