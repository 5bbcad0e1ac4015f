using System.Diagnostics;
using BotAssistant.Testing.Server;

namespace BotAssistant.Load;

/// <summary>What one user measured.</summary>
internal sealed class Tally
{
    public List<double> Milliseconds { get; } = new(4096);

    public List<string> Errors { get; } = [];
}

/// <summary>One person in a closed loop: the next message goes when the answer to the last is there and is the one that was to come.</summary>
internal sealed class SimulatedUser(Line line)
{
    /// <summary>Files workshop after workshop until the time is over.</summary>
    public async Task FileAsync(Func<int> nextIndex, Tally tally, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            foreach (var (says, sees) in Filing(nextIndex()))
            {
                if (over.IsCancellationRequested || !await TryAsync(says, sees, tally))
                {
                    break;
                }
            }

            // An aborted filing must not stand in the way of the next.
            if (!over.IsCancellationRequested && tally.Errors.Count > 0)
            {
                return;
            }
        }
    }

    public async Task LookUpAsync(string[] terms, int times, Tally tally)
    {
        for (var i = 0; i < times; i++)
        {
            await TryAsync($"查 {terms[i % terms.Length]}", "", tally);
        }
    }

    /// <summary>Sends one message and checks its answer; any answer will do where nothing is expected.</summary>
    public async Task<bool> TryAsync(string says, string sees, Tally tally)
    {
        var started = Stopwatch.GetTimestamp();
        var (text, status) = await line.SayAsync(says);
        tally.Milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        if (text?.Contains(sees, StringComparison.Ordinal) == true)
        {
            return true;
        }

        tally.Errors.Add($"'{says}' was to bring '{sees}' and brought {(int)status} '{text?[..Math.Min(80, text.Length)]}'");
        return false;
    }

    private static (string Says, string Sees)[] Filing(int index) =>
    [
        ("建档", "告知书"), ("1", "【1】"), (FilingOwner.NameOf(index), "【2】"), ("王小明", "【3】"), (FilingOwner.IdOf(index), "【4】"), ("19900000001", "【5】"),
        (FilingOwner.CreditOf(index), "【6】"), ("海曙", "【7】"), (FilingOwner.AddressOf(index), "【8】"), ("年糕、青团", "【9】"), ("粳米、糯米", "【10】"), ("不用", "【11】"),
        ("三北粮油店", "【12】"), ("1", "【13】"), ("2", "【14】"), ("没有", "【15】"), ("1", "【16】"), ("3", "【17】"), ("60", "【18】"), ("1", "【19】"), ("1", "【20】"),
        ("王小明", "请核对"), ("1", "受理编号"),
    ];
}
