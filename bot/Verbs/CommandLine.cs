using System.CommandLine;
using BotAssistant.Bot.Hosting;
using BotAssistant.People;

namespace BotAssistant.Bot.Verbs;

/// <summary>The verbs and their options.</summary>
internal static class CommandLine
{
    public static RootCommand Root()
    {
        var demo = new Option<bool>("--demo") { Description = "Seed 200 synthetic workshops and print bind codes" };
        var urls = new Option<string?>("--urls") { Description = "Addresses to listen on, e.g. http://127.0.0.1:5080" };
        var root = new RootCommand("BotAssistant: food small-workshops talk to the market bureau")
        {
            demo, urls, Answer(), Calendar(), RegisterCommand.Certificates(), Channel(), Chat(), ChecklistCommand.Create(), Deliveries(), RegisterCommand.FiveS(), Invite(), Jobs(), Ledger(), Log(),
            PublishMenu(), RotateKeys(), Understand(),
        };
        root.Add(new EnvironmentVariablesDirective());
        root.SetAction((parsed, stop) => Server.RunAsync(parsed.GetValue(urls) is { } listen ? ["--urls", listen] : [], parsed.GetValue(demo), stop));
        return root;
    }

    private static Command Answer()
    {
        var answer = new Command("answer", "Answer questions about the rules: a line of standard input each, a line of JSON each");
        answer.SetAction((_, stop) => AnswerVerb.RunAsync(stop));
        return answer;
    }

    private static Command Calendar()
    {
        var file = new Argument<string>("file") { Description = "Years in the format of core/Calendar/data/working-days.yaml" };
        var import = new Command("import", "Take up years of the working-day calendar; the running servers see them at once") { file };
        import.SetAction((parsed, stop) => VerbHost.RunAsync((_, services, token) => CalendarVerb.ImportAsync(services, parsed.GetRequiredValue(file), token), stop));
        var calendar = new Command("calendar", "Show the years of the working-day calendar") { import };
        calendar.SetAction((_, stop) => VerbHost.RunAsync((_, services, token) => CalendarVerb.ShowAsync(services, token), stop));
        return calendar;
    }

    private static Command Channel()
    {
        var name = new Argument<string>("NAME") { Description = "e.g. wechat" };
        var resume = new Command("resume", "End the stop of a channel, once what had stopped it is put right; the servers go on at once") { name };
        resume.SetAction((parsed, stop) => VerbHost.RunAsync((_, services, token) => ChannelVerb.ResumeAsync(services, parsed.GetRequiredValue(name), token), stop));
        var channel = new Command("channel", "Show the channels: open, not configured, or stopped by the platform, why and since when") { resume };
        channel.SetAction((_, stop) => VerbHost.RunAsync((_, services, token) => ChannelVerb.ShowAsync(services, token), stop));
        return channel;
    }

    private static Command Chat()
    {
        var role = new Option<Role>("--as") { Description = "owner, inspector or officer", DefaultValueFactory = _ => Role.Owner };
        var record = new Option<string?>("--record") { Description = "Also write the conversation to this file" };
        var files = new Option<string?>("--files") { Description = "Where files that the bot makes are put while Public:Url is not set; a folder of the system's temporary ones by default" };
        var chat = new Command("chat", "Talk to the bot in this terminal; reads lines from standard input") { role, record, files };
        chat.SetAction((parsed, stop) => VerbHost.RunAsync((host, services, token) => ChatVerb.RunAsync(host, services, parsed.GetValue(role), parsed.GetValue(record), parsed.GetValue(files), token), stop));
        return chat;
    }

    private static Command Deliveries()
    {
        var since = new Option<DateOnly?>("--since") { Description = "First day, e.g. 2026-11-01; today by default" };
        var last = new Option<int?>("--last") { Description = "Show so many messages one by one instead, newest first: time, route, state, tries, reason; never to whom or what" };
        last.Validators.Add(parsed =>
        {
            if (parsed.GetValue(last) is < 1 or > 1_000)
            {
                parsed.AddError("--last takes 1 to 1000.");
            }
        });
        var deliveries = new Command("deliveries", "Count what became of messages: by channel, route, state and reason") { since, last };
        deliveries.SetAction((parsed, stop) => VerbHost.RunAsync((_, services, token) => DeliveriesVerb.RunAsync(services, parsed.GetValue(since), parsed.GetValue(last), token), stop));
        return deliveries;
    }

    private static Command Invite()
    {
        var role = new Option<Role>("--role") { Description = "owner, inspector, officer or admin", Required = true };
        var district = new Option<string[]>("--district") { Description = "District by name or code; may be repeated", AllowMultipleArgumentsPerToken = true };
        var workshop = new Option<string?>("--workshop") { Description = "Registration number of an owner's workshop" };
        var name = new Option<string?>("--name") { Description = "How colleagues see the person" };
        var hours = new Option<int>("--hours") { Description = "How long the code lasts", DefaultValueFactory = _ => 72 };
        hours.Validators.Add(parsed =>
        {
            if (parsed.GetValue(hours) is < 1 or > 720)
            {
                parsed.AddError("--hours takes 1 to 720.");
            }
        });
        var invite = new Command("invite", "Make a one-time code that binds a chat to a person") { role, district, workshop, name, hours };
        invite.SetAction((parsed, stop) => VerbHost.RunAsync((_, services, token) => InviteVerb.RunAsync(
            services, parsed.GetValue(role), parsed.GetValue(district) ?? [], parsed.GetValue(workshop), parsed.GetValue(name), parsed.GetValue(hours), token), stop));
        return invite;
    }

    private static Command Jobs()
    {
        var jobs = new Command("jobs", "Show the scheduled jobs: last run, result, next run");
        jobs.SetAction((_, stop) => VerbHost.RunAsync((_, services, token) => JobsVerb.RunAsync(services, token), stop));
        return jobs;
    }

    private static Command Ledger()
    {
        var workshop = new Option<string>("--workshop") { Description = "Registration number", Required = true };
        var from = new Option<DateOnly>("--from") { Description = "First day, e.g. 2026-01-01", Required = true };
        var to = new Option<DateOnly>("--to") { Description = "Last day", Required = true };
        var file = new Argument<string>("FILE") { Description = "Ends in .xlsx or .csv" };
        var export = new Command("export", "Write a workshop's purchases and additives into a file") { workshop, from, to, file };
        export.SetAction((parsed, stop) => VerbHost.RunAsync((_, services, token) => LedgerVerb.ExportAsync(
            services, parsed.GetValue(workshop)!, parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(file)!, token), stop));
        return new Command("ledger", "The owners' ledgers") { export };
    }

    private static Command Log()
    {
        var message = new Option<Guid?>("--message") { Description = "Only this inbox or outbox id" };
        var limit = new Option<int>("--limit") { Description = "How many lines", DefaultValueFactory = _ => 50 };
        var log = new Command("log", "Show the channel log") { message, limit };
        log.SetAction((parsed, stop) => VerbHost.RunAsync((_, services, token) => LogVerb.RunAsync(services, parsed.GetValue(message), parsed.GetValue(limit), token), stop));
        return log;
    }

    private static Command PublishMenu()
    {
        var publish = new Command("publish-menu", "Put the menus of each role into the WeChat account");
        publish.SetAction((_, stop) => VerbHost.RunAsync((_, services, token) => PublishMenuVerb.RunAsync(services, token), stop));
        return publish;
    }

    private static Command Understand()
    {
        var role = new Option<Role>("--as") { Description = "owner, inspector or officer", DefaultValueFactory = _ => Role.Owner };
        var understand = new Command("understand", "Say what is understood of each line of standard input, as JSON") { role };
        understand.SetAction((parsed, stop) => UnderstandVerb.RunAsync(parsed.GetValue(role), stop));
        return understand;
    }

    private static Command RotateKeys()
    {
        var rotate = new Command("rotate-keys", "Encrypt everything anew with the current key");
        rotate.SetAction((_, stop) => VerbHost.RunAsync((_, services, token) => RotateKeysVerb.RunAsync(services, token), stop));
        return rotate;
    }
}
