using System.Globalization;
using BotAssistant.Bot.Hosting;
using BotAssistant.Testing;

// The product's own server in a process of its own, on a clock that its parent holds. The first argument is the moment at which it starts. Each line of
// standard input is another: "MOMENT" lets the time pass until then, and what is due comes due; "jump MOMENT" puts the clock there, as a person would,
// ahead or back, and no time passes. It ends with its parent.
var clock = new LeapingClock(Moment(args[0]));
using var orphaned = new CancellationTokenSource();
_ = Task.Run(() =>
{
    while (Console.In.ReadLine() is { } line)
    {
        if (line.Split(' ') is ["jump", var there])
        {
            clock.JumpTo(Moment(there));
        }
        else
        {
            clock.PassUntil(Moment(line));
        }
    }

    orphaned.Cancel();
});
return await Server.RunAsync(args[1..], demo: false, orphaned.Token, services => services.AddSingleton<TimeProvider>(clock));

static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
