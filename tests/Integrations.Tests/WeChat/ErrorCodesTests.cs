using BotAssistant.Messaging;
using BotAssistant.WeChat.Sending;
using Xunit;

namespace BotAssistant.Integrations.Tests.WeChat;

/// <summary>Every errcode of the platform's table, and what becomes of a message that met it.</summary>
public sealed class ErrorCodesTests
{
    private static readonly string[] Apis = ["message/custom/send", "message/template/send", "message/subscribe/bizsend"];

    /// <summary>An ability that the account lacks stops the account only where it is the conversation's.</summary>
    public static TheoryData<string, int, Type> Calls() => [.. Apis.SelectMany(api => Codes().Select(row => new TheoryDataRow<string, int, Type>(
        api, row.Data.Item1, row.Data.Item1 == 48001 && api != Apis[0] ? typeof(SendResult.RouteClosed) : row.Data.Item2)))];

    public static TheoryData<int, Type> Codes()
    {
        (Type Result, int[] Codes)[] table =
        [
            (typeof(SendResult.RetryLater), [-1, 40001, 40014, 42001, 45009, 45011, 45066, 48006]),
            (typeof(SendResult.AccountStopped), [40164, 61004, 89503, 40013, 40125, 40243, 41002, 41004, 48001, 48004, 50002]),
            (typeof(SendResult.ContactGone), [40003, 46004, 65302, 43004, 50005, 43019, 48002]),
            (typeof(SendResult.RouteClosed), [43101, 45015, 45047]),
            (typeof(SendResult.Sent), [45065]),
            (typeof(SendResult.OursToFix),
            [
                45002, 45003, 45004, 45005, 45006, 45007, 45008, 45067, 40130, 40032, 40031, 40037, 41030, 47003, 40007, 40004, 40005, 40006, 40009,
                40033, 47001, 44002, 44004, 40029, 40163, 42003, 40200, 45157, 45158, 45159, 45056, 45057, 45058, 45059, 45300, 45399, 65301, 65303, 65316, 65320, 45109, 12345,
            ]),
        ];
        var data = new TheoryData<int, Type>();
        foreach (var (result, codes) in table)
        {
            foreach (var code in codes)
            {
                data.Add(code, result);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_code_has_its_reaction_and_names_itself(int code, Type expected)
    {
        var result = new ApiAnswer.Refused(code, default).ToSendResult();

        Assert.IsType(expected, result);
        Assert.Matches($"^[a-z0-9-]+ {code}$", ApiAnswer.ReasonOf(code));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_message_that_meets_the_code_has_that_outcome_on_each_API(string api, int code, Type expected)
    {
        await using var server = await WeChatServer.StartAsync(settings: TemplateSettings.Both);
        server.Platform.User("o1");
        // Twice: a token that is refused is renewed, and the call repeated once.
        server.Platform.Api.Fail(api, code, times: 2);

        var result = await TemplateSettings.SendAsync(server, api);

        Assert.IsType(expected, result);
        Assert.Equal(code is 40001 or 40014 or 42001 ? 2 : 1, server.Platform.Api.CallsOf(api).Count);
        Assert.Equal(expected == typeof(SendResult.AccountStopped) ? TimeSpan.FromMinutes(10) : null, (result as SendResult.AccountStopped)?.After);
    }

    [Fact]
    public void No_code_stands_in_two_rows()
    {
        var codes = ErrorCodes.Table.SelectMany(row => Enumerable.Range(row.From, row.To - row.From + 1)).ToList();

        Assert.Equal(codes.Count, codes.Distinct().Count());
    }

    [Fact]
    public void What_never_left_may_go_again_and_what_left_may_not()
    {
        Assert.Equal(new SendResult.RetryLater("unreachable"), new ApiAnswer.NotTaken("unreachable").ToSendResult());
        Assert.Equal(new SendResult.OutcomeUnknown("no-answer-in-time"), new ApiAnswer.NoAnswer("no-answer-in-time").ToSendResult());
        Assert.Equal(new SendResult.AccountStopped("secret-wrong 40125", TimeSpan.FromMinutes(9)), new ApiAnswer.Stopped("secret-wrong 40125", TimeSpan.FromMinutes(9)).ToSendResult());
    }
}
