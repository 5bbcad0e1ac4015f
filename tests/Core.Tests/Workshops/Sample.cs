using BotAssistant.Workshops;

namespace BotAssistant.Core.Tests.Workshops;

/// <summary>Synthetic particulars, and the moments and people of the life-cycle tests.</summary>
internal static class Sample
{
    public const string Officer = "海曙审批员";

    public static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(8));

    public static readonly Particulars Handed = new()
    {
        WorkshopName = "示例年糕坊",
        OwnerName = "示例业主",
        IdNumber = "330203190801010011",
        CreditCode = "92330203MA0000000R",
        Mobile = "19900000001",
        District = "330203",
        Address = "海曙区示例路1号",
        Products = ["年糕"],
        Materials = [new Material("粳米", false, "示例粮站")],
        SalesArea = "海曙区",
        OnlineSale = false,
        Production = ProductionState.Producing,
        FixedStaff = 3,
        AreaSquareMetres = 80,
        Identity = new Evidence([], true),
        FloorPlan = new Evidence([], true),
        Commitment = new Commitment("commitment-2020-04-19", "示例业主", DateOnly.FromDateTime(Start.DateTime)),
        NoticeVersion = "notice-2021-11-01",
    };

    public static DateTimeOffset Day(int day) => Start.AddDays(day);
}
