using System.Security.Cryptography;
using BotAssistant.Conversations;
using BotAssistant.FiveS;
using BotAssistant.Honours;
using BotAssistant.Regulations;
using BotAssistant.Spreadsheets;

namespace BotAssistant.Bot.Verbs;

/// <summary><c>certificates import | export</c> and <c>five-s export</c>: the bureau's registers as spreadsheets. Whoever may run this on the server may; <c>--by</c> is written down.</summary>
internal sealed class RegisterVerb(
    ITexts texts, CertificateFiles files, FiveSFiles fiveS, CertificateRegister register, ICertificates certificates, IFiveSProjects projects, RegulationBook regulations, IUnitOfWork work, SpreadsheetOptions limits, TimeProvider time, TextWriter output)
{
    /// <summary>An official mends some dozens at a time; the rest shows at the next try.</summary>
    private const int MostFaults = 50;

    private const int Done = 0, Refused = 2;

    private Districts Districts => regulations.On(ChinaTime.Today(time)).Districts;

    public static RegisterVerb Of(IServiceProvider services) => ActivatorUtilities.CreateInstance<RegisterVerb>(services, Console.Out);

    public async Task<int> ExportAsync(FileInfo file, CancellationToken stop)
    {
        var all = await certificates.AllAsync(stop);
        await SaveAsync(file, content => files.Write(content, all, Districts), stop);
        await SayAsync("register.exported", ("count", $"{all.Count}"), ("file", file.FullName));
        return Done;
    }

    public async Task<int> ExportFiveSAsync(FileInfo file, int? year, CancellationToken stop)
    {
        var all = await projects.OfYearAsync(year ?? ChinaTime.Today(time).Year, stop);
        await SaveAsync(file, content => fiveS.Write(content, all, Districts), stop);
        await SayAsync("register.exported", ("count", $"{all.Count}"), ("file", file.FullName));
        return Done;
    }

    public async Task<int> ImportAsync(FileInfo file, string by, CancellationToken stop)
    {
        if (!file.Exists)
        {
            await SayAsync("checklist.no-file", ("file", file.FullName));
            return Refused;
        }

        // One byte too many is enough to refuse it; a huge file is not read into memory.
        await using var content = file.OpenRead();
        var bytes = new byte[Math.Min(content.Length, limits.MaxBytes + 1L)];
        await content.ReadExactlyAsync(bytes, stop);
        var (rows, faults) = files.Read(bytes, Districts);
        if (rows is null)
        {
            return await RefuseAsync(faults);
        }

        await work.BeginAsync(null, stop);
        var (outcome, conflicts) = await register.ImportAsync(rows.Entries, by, Convert.ToHexStringLower(SHA256.HashData(bytes)), stop);
        if (outcome is null)
        {
            return await RefuseAsync([.. conflicts.Select(fault => files.FaultOf(fault, rows))]);
        }

        await work.CommitAsync(stop);
        await SayAsync("register.imported", ("added", $"{outcome.Added}"), ("changed", $"{outcome.Changed}"), ("unchanged", $"{outcome.Unchanged}"));
        return Done;
    }

    private async Task<int> RefuseAsync(IReadOnlyList<SheetFault> faults)
    {
        await SayAsync("checklist.faults", ("count", $"{faults.Count}"), ("faults", string.Join('\n', faults.Take(MostFaults).Select(fault => fault.Say(texts)))));
        return Refused;
    }

    /// <summary>Written whole into memory first: a file that is half there is worse than none.</summary>
    private static async Task SaveAsync(FileInfo file, Action<Stream> write, CancellationToken stop)
    {
        await using var content = new MemoryStream();
        write(content);
        await File.WriteAllBytesAsync(file.FullName, content.ToArray(), stop);
    }

    private Task SayAsync(string key, params (string Name, string Value)[] values) => output.WriteLineAsync(texts.Say(key, values));
}
