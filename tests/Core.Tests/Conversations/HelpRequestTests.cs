using BotAssistant.Conversations;
using Xunit;
using static BotAssistant.Core.Tests.Workshops.Sample;

namespace BotAssistant.Core.Tests.Conversations;

public sealed class HelpRequestTests
{
    private const string Zhou = "示例监管员甲", Wu = "示例监管员乙";

    private static readonly HelpTaker ZhouHere = new(Guid.NewGuid(), "wechat:app:zhou"), WuHere = new(Guid.NewGuid(), "wechat:app:wu");

    private readonly HelpRequest request = HelpRequest.Ask(3, "wechat:app:owner", "330203", "业主 王**", "标签怎么贴", Start);

    [Fact]
    public void From_asked_to_closed_each_step_has_date_person_and_note()
    {
        Assert.Null(request.Take(ZhouHere, Zhou, Day(1)));
        Assert.Null(request.Note(Zhou, "看过照片", Day(2)));
        Assert.Null(request.HandOver(ZhouHere.PersonId, Zhou, Wu, Day(3)));
        Assert.Null(request.Take(WuHere, Wu, Day(4)));
        Assert.Null(request.Close(WuHere.PersonId, Wu, "说清了", Day(5)));

        Assert.Equal(["asked", "taken", "note", "handed-over", "taken", "closed"], request.Steps.Select(step => step.Kind));
        Assert.Equal(["业主 王**", Zhou, Zhou, Zhou, Wu, Wu], request.Steps.Select(step => step.By));
        Assert.Equal([null, null, "看过照片", Wu, null, "说清了"], request.Steps.Select(step => step.Note));
        Assert.Equal([Start, Day(1), Day(2), Day(3), Day(4), Day(5)], request.Steps.Select(step => step.At));
        Assert.Equal((false, null, Day(5)), (request.IsOpen, request.Taker, request.ClosedAt));
    }

    [Fact]
    public void What_one_has_taken_another_neither_takes_answers_hands_on_nor_closes()
    {
        request.Take(ZhouHere, Zhou, Day(1));
        Assert.Equal(
            ["help-taken", "help-taken", "help-taken", "help-taken"],
            new[] { request.Take(WuHere, Wu, Day(2)), request.Answer(WuHere.PersonId, Wu, Day(2)), request.HandOver(WuHere.PersonId, Wu, Zhou, Day(2)), request.Close(WuHere.PersonId, Wu, null, Day(2)) }.Select(refusal => refusal?.Code));
        Assert.Equal(Zhou, request.Take(WuHere, Wu, Day(2))!.Values[0].Value);
        Assert.Equal((ZhouHere, 2), (request.Taker, request.Steps.Count));
    }

    [Fact]
    public void A_closed_request_refuses_every_move_until_it_is_asked_again()
    {
        Assert.Null(request.Answer(ZhouHere.PersonId, Zhou, Day(1)));
        Assert.Equal(
            ["help-closed", "help-closed", "help-closed", "help-closed"],
            new[] { request.Take(WuHere, Wu, Day(2)), request.Note(Wu, "x", Day(2)), request.HandOver(WuHere.PersonId, Wu, Zhou, Day(2)), request.Close(WuHere.PersonId, Wu, null, Day(2)) }.Select(refusal => refusal?.Code));

        request.AskAgain("还有一个问题", Day(3));
        Assert.Equal((true, "还有一个问题"), (request.IsOpen, request.Question));
        Assert.Null(request.Take(WuHere, Wu, Day(4)));
    }

    [Fact]
    public void The_person_waits_from_their_first_word_until_the_taker_speaks()
    {
        Assert.Null(request.WaitingSince);
        request.Take(ZhouHere, Zhou, Day(1));
        Assert.Equal(Day(1), request.WaitingSince);
        request.Spoke(taker: true, Day(2));
        Assert.Null(request.WaitingSince);
        request.Spoke(taker: false, Day(3));
        request.Spoke(taker: false, Day(4));
        Assert.Equal((Day(3), Day(4)), (request.WaitingSince, request.TouchedAt));
    }

    [Fact]
    public void Released_it_is_open_for_anybody()
    {
        request.Take(ZhouHere, Zhou, Day(1));
        request.Release("no-answer", Day(2));
        Assert.Equal((true, null, null), (request.IsOpen, request.Taker, request.WaitingSince));
        Assert.Equal(("released", Zhou, "no-answer"), (request.Steps[^1].Kind, request.Steps[^1].By, request.Steps[^1].Note));
        Assert.Null(request.Take(WuHere, Wu, Day(3)));
    }

    [Fact]
    public void Of_somebody_who_left_neither_question_nor_address_is_kept()
    {
        request.Take(ZhouHere, Zhou, Day(1));
        request.Forget(Day(2));
        Assert.Equal(("", "", "", false), (request.Address, request.Question, request.Who, request.IsOpen));
        Assert.Null(request.Taker);
    }
}
