using BotAssistant.Bot.Demo;
using BotAssistant.Content;
using BotAssistant.Identifiers;
using BotAssistant.Regulations;
using BotAssistant.Workshops;
using Xunit;

namespace BotAssistant.Bot.Tests.Demo;

public sealed class SyntheticWorkshopsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly RulesInForce Rules = RegulationFiles.Load(typeof(RegulationBook).Assembly).On(new DateOnly(2026, 11, 23));

    [Fact]
    public void Two_hundred_spread_evenly_over_the_ten_districts()
    {
        var perDistrict = Make(200).GroupBy(workshop => workshop.District).ToDictionary(group => group.Key, group => group.Count());

        Assert.Equal(Rules.Districts.All.Select(district => district.Code).Order(StringComparer.Ordinal), perDistrict.Keys.Order(StringComparer.Ordinal));
        Assert.All(perDistrict.Values, count => Assert.Equal(20, count));
    }

    [Fact]
    public void Two_hundred_thousand_have_not_one_number_in_common()
    {
        var inputs = new HashSet<string>();
        var made = SyntheticWorkshops.Make(200_000, 1, input => inputs.Add(input) ? input : "", Now).ToList();

        Assert.Equal(200_000, inputs.Count);
        Assert.Equal(200_000, made.Select(workshop => workshop.Number).Distinct().Count());
        Assert.Equal(200_000, made.Select(workshop => workshop.Id).Distinct().Count());
        Assert.Equal(200_000, made.Select(workshop => workshop.Particulars.IdNumber).Distinct().Count());
        Assert.Equal(200_000, made.Select(workshop => workshop.Particulars.Mobile).Distinct().Count());
        Assert.Equal(180_000, made.Select(workshop => workshop.Particulars.CreditCode).Where(code => code is not null).Distinct().Count());
    }

    [Fact]
    public void Their_numbers_and_products_pass_every_check_that_an_owner_meets()
        => Assert.All(Make(2000).Select(workshop => workshop.Particulars), particulars =>
        {
            Assert.Null(ResidentId.Read(particulars.IdNumber, new DateOnly(2026, 11, 23), out _));
            Assert.True(particulars.CreditCode is null || CreditCode.Read(particulars.CreditCode, out _) is null);
            Assert.Null(MobileNumber.Read(particulars.Mobile, out _));
            Assert.InRange(particulars.FixedStaff, 1, Rules.Thresholds.MaxFixedStaff);
            Assert.InRange(particulars.AreaSquareMetres, 1, Rules.Thresholds.MaxAreaSquareMetres);
            Assert.All(particulars.Products, product => Assert.NotNull(Rules.FoodKinds.Find(product)));
            Assert.All(particulars.Products, product => Assert.IsNotType<ProductVerdict.Forbidden>(Rules.NegativeList.Check(product)));
        });

    [Fact]
    public void Every_name_says_that_it_is_a_sample()
        => Assert.All(Make(2000), workshop =>
        {
            Assert.EndsWith("（示例）", workshop.Name, StringComparison.Ordinal);
            Assert.EndsWith("（示例）", workshop.Particulars.OwnerName, StringComparison.Ordinal);
            Assert.StartsWith("demo-", workshop.Particulars.NoticeVersion, StringComparison.Ordinal);
        });

    [Fact]
    public void The_same_seed_makes_the_same_workshops()
    {
        Assert.Equal(Make(50).Select(Line), Make(50).Select(Line));
        Assert.NotEqual(Make(50).Select(Line), SyntheticWorkshops.Make(50, 8, input => input, Now).Select(Line));
    }

    [Fact]
    public void Nothing_happens_to_them_in_the_future_and_some_have_stopped()
    {
        var made = Make(2000).ToList();

        Assert.All(made.SelectMany(workshop => workshop.NewEvents), happened => Assert.True(happened.At < Now));
        Assert.Contains(made, workshop => workshop.Production == ProductionState.Suspended);
        Assert.Contains(made, workshop => workshop.Registration == RegistrationState.Cancelled);
    }

    private static IEnumerable<Workshop> Make(int count) => SyntheticWorkshops.Make(count, 7, input => input, Now);

    private static string Line(Workshop workshop)
        => $"{workshop.Id} {workshop.Number} {workshop.Name} {workshop.OwnerAtAddressHash} {workshop.RegisteredAt:O} {workshop.Production} {workshop.Registration}";
}
