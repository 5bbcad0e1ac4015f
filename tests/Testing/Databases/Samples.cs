using BotAssistant.Checklists;
using BotAssistant.Inspections;
using BotAssistant.Messaging;
using BotAssistant.Workshops;

namespace BotAssistant.Testing;

/// <summary>Synthetic workshops and messages. No real person, number or address.</summary>
public static class Samples
{
    public static readonly DateTimeOffset Start = new(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(8));

    public static Particulars Particulars(string name = "海曙老街年糕坊", string owner = "张测试", string address = "示例路1号", string district = "330203", string? creditCode = null) => new()
    {
        WorkshopName = name,
        OwnerName = owner,
        IdNumber = "11010519491231002X",
        CreditCode = creditCode,
        Mobile = "13800000000",
        District = district,
        Address = address,
        Products = ["年糕"],
        Materials = [new Material("大米", false, "示例粮油店")],
        SalesArea = "本区",
        OnlineSale = false,
        Production = ProductionState.Producing,
        FixedStaff = 3,
        AreaSquareMetres = 60.5m,
        Identity = new Evidence(["aa"], false),
        FloorPlan = new Evidence([], true),
        Commitment = new Commitment("示例-1", owner, DateOnly.FromDateTime(Start.DateTime)),
        NoticeVersion = "示例-1",
    };

    public static Workshop Workshop(string number = "330203-2026-00001", Particulars? particulars = null, string? hash = null, Guid? ownerId = null)
        => Workshops.Workshop.Register(Guid.CreateVersion7(Start), number, ownerId, hash ?? $"hash-{number}", particulars ?? Particulars(), Start, "officer");

    public static CheckResult Check(Guid workshopId, int number, params ItemAnswer[] answers) => new(
        Guid.CreateVersion7(Start), number, workshopId, "hygiene-self-check", new DateOnly(2017, 5, 1), CheckScope.Whole, null, Start, "张测试", new Score(88.8m, "一般", 8, answers.Length, 1, 0), answers);

    /// <summary>An open action for the check's first answer, due a week after <see cref="Start"/>.</summary>
    public static CorrectiveAction Action(CheckResult check, int number, string? note = null) => CorrectiveAction.OpenFor(
        Guid.CreateVersion7(Start),
        number,
        check.WorkshopId,
        new ActionOrigin(check.Id, check.Checklist, check.Revision, check.Answers[0].ItemId, "登记证挂在明显的地方", true, note, ["aa"]),
        DateOnly.FromDateTime(Start.DateTime).AddDays(7),
        Start,
        check.By);

    public static ChatAddress Address(string user = "owner-1") => new("wechat", "wx0000000000000001", user);

    public static InboundMessage Message(string text, string? key = null, ChatAddress? from = null, SendWindow? grants = null)
        => new(key ?? Guid.NewGuid().ToString("N"), from ?? Address(), Start, InboundKind.Text) { Text = text, Grants = grants };

    /// <summary>Workshops whose names and addresses are put together from lists, spread over Ningbo's ten districts.</summary>
    public static IEnumerable<Workshop> Many(int count, int from = 0)
    {
        string[] districts = ["330203", "330205", "330206", "330211", "330212", "330213", "330225", "330226", "330281", "330282"];
        string[] places = ["海曙", "江北", "北仑", "镇海", "鄞州", "奉化", "象山", "宁海", "余姚", "慈溪"];
        string[] words = ["老街", "东门", "月湖", "南塘", "桥头", "阿婆", "祖传", "四明", "江心", "半浦", "三江", "天一", "长春", "石浦", "溪口", "梅山"];
        string[] kinds = ["年糕坊", "豆腐坊", "酱菜坊", "米酒坊", "糕点坊", "腌制品坊", "粉丝坊", "炒货坊"];
        for (var i = from; i < from + count; i++)
        {
            var name = $"{places[i % 10]}{words[i / 10 % 16]}{words[i / 160 % 16]}{(char)('\u4e00' + (i % 5000))}{kinds[i % 8]}";
            var address = $"示例{words[i / 7 % 16]}路{1 + (i % 999)}弄{1 + (i / 11 % 99)}号";
            yield return Workshop($"{districts[i % 10]}-2026-{i:00000}", Particulars(name, $"测{(char)('\u4e00' + (i % 3000))}", address, districts[i % 10]), $"hash-{i}");
        }
    }
}
