using System.CommandLine;

namespace BotAssistant.Bot.Verbs;

/// <summary><c>checklist export | check | import | withdraw</c>: how an official changes a list.</summary>
internal static class ChecklistCommand
{
    public static Command Create() => new("checklist", "Change a checklist through a spreadsheet") { Export(), Check(), Import(), Withdraw() };

    private static Command Export()
    {
        var (list, file) = (List(), new Argument<FileInfo>("file") { Description = "The .xlsx to write" });
        var export = new Command("export", "Write the latest revision as .xlsx") { list, file };
        export.SetAction((parsed, stop) => VerbHost.RunAsync(
            (_, services, token) => ChecklistVerb.Of(services).ExportAsync(parsed.GetValue(list)!, parsed.GetValue(file)!, token), stop));
        return export;
    }

    private static Command Check()
    {
        var (list, file) = (List(), File());
        var check = new Command("check", "Say what an edited .xlsx would change, or what is wrong with it; changes nothing") { list, file };
        check.SetAction((parsed, stop) => VerbHost.RunAsync(
            (_, services, token) => ChecklistVerb.Of(services).CheckAsync(parsed.GetValue(list)!, parsed.GetValue(file)!, token), stop));
        return check;
    }

    private static Command Import()
    {
        var (list, file, by) = (List(), File(), By());
        var confirm = new Option<string?>("--confirm") { Description = "The code that 'check' printed: exactly what was shown takes effect" };
        var import = new Command("import", "Take in an edited .xlsx as the next revision") { list, file, by, confirm };
        import.SetAction((parsed, stop) => VerbHost.RunAsync(
            (_, services, token) => ChecklistVerb.Of(services).ImportAsync(parsed.GetValue(list)!, parsed.GetValue(file)!, parsed.GetValue(by)!, parsed.GetValue(confirm), token), stop));
        return import;
    }

    private static Command Withdraw()
    {
        var (list, by) = (List(), By());
        var from = new Option<DateOnly>("--from") { Description = "The first day of the revision", Required = true };
        var withdraw = new Command("withdraw", "Take back a revision that has not begun") { list, from, by };
        withdraw.SetAction((parsed, stop) => VerbHost.RunAsync(
            (_, services, token) => ChecklistVerb.Of(services).WithdrawAsync(parsed.GetValue(list)!, parsed.GetValue(from), parsed.GetValue(by)!, token), stop));
        return withdraw;
    }

    private static Option<string> List() => new("--list") { Description = "Id of the list", DefaultValueFactory = _ => "hygiene-self-check" };

    private static Argument<FileInfo> File() => new("file") { Description = "The edited .xlsx" };

    private static Option<string> By() => new("--by") { Description = "Name of the official who answers for it", Required = true };
}
