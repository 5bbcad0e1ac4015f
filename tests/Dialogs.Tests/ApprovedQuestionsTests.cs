using System.Text.RegularExpressions;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using Xunit;

namespace BotAssistant.Dialogs.Tests;

/// <summary>
/// Question keys are the memory of running conversations. ApprovedQuestions.txt lists each with its kind and limits: a change is a decision that
/// a reviewer sees. BOTASSISTANT_APPROVE=1 rewrites the list.
/// </summary>
public sealed partial class ApprovedQuestionsTests
{
    private static readonly string[] Branches = ["", "没有", "没有营业执照", "食用碱", "当面交", "关键项", "一章", "上次", "一项一项答", "1 不符合", "A01 不符合", "C03 不适用", "A5 不适用", "没有照片", "面粉 50公斤", "交纸质材料"];

    [Fact]
    public async Task Every_question_is_on_the_approved_list()
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var dialog in ShippedDialogs.Catalog.All.DistinctBy(dialog => dialog.Texts))
        {
            foreach (var branch in Branches)
            {
                await ExploreAsync(dialog, branch, found);
            }
        }

        var path = Path.Combine(SourceFolder(), "ApprovedQuestions.txt");
        if (Environment.GetEnvironmentVariable("BOTASSISTANT_APPROVE") == "1")
        {
            await File.WriteAllLinesAsync(path, found);
        }

        var approved = await File.ReadAllLinesAsync(path);
        Assert.True(found.SetEquals(approved), $"""
            Questions changed. A renamed one needs Was, or people in the middle of a dialog lose their answer; a removed or changed one needs a thought about them too.
            New: {string.Join("; ", found.Except(approved))}
            Gone: {string.Join("; ", approved.Except(found))}
            If that is meant, run again with BOTASSISTANT_APPROVE=1.
            """);
    }

    /// <summary>Walks the dialog to its end, answering with the branch wherever a question takes it.</summary>
    private static async Task ExploreAsync(DialogDefinition dialog, string branch, SortedSet<string> found)
    {
        var session = new DialogSession(dialog, ShippedDialogs.Texts, new FakeHost());
        var draft = ShippedDialogs.Draft(dialog.Name);
        while (FilingScript.CurrentKey(dialog, draft) is { } key)
        {
            var question = Current(dialog, draft);
            found.Add($"{dialog.Texts} {Scope().Replace(key, "$1:*:")} = {Ids().Replace(question.Signature, "id")}");
            var reading = branch.Length > 0 ? question.Read(Heard.Words(branch), null) : default;
            var heard = reading.Canonical is not null && question.Options.Count > 0 ? Heard.Words(branch) : FilingScript.AnswerTo(key, draft.Answers);
            var reply = await session.AnswerAsync(draft, heard, ShippedDialogs.Now, default);
            if (reply.Draft is null)
            {
                return;
            }

            draft = reply.Draft;
        }
    }

    private static Question Current(DialogDefinition dialog, Draft draft)
    {
        var answers = new Dictionary<string, string>(draft.Answers);
        while (true)
        {
            switch (Replay.Run(dialog.Run, answers, draft.Input, ShippedDialogs.Today, ShippedDialogs.Texts))
            {
                case Outcome.Needs needs:
                    answers[needs.Key] = System.Text.Json.JsonSerializer.Serialize(new FakeHost().Facts(needs.Query));
                    break;
                case Outcome.Asks asks:
                    return asks.Question;
                default:
                    throw new InvalidOperationException("The dialog is complete.");
            }
        }
    }

    private static string SourceFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BotAssistant.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "tests", "Dialogs.Tests");
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}( id)*")]
    private static partial Regex Ids();

    [GeneratedRegex("(material|page|item):[^:]+:")]
    private static partial Regex Scope();
}
