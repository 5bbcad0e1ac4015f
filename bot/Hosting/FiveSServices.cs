using BotAssistant.Conversations;
using BotAssistant.Dialogs.Checklists;
using BotAssistant.Dialogs.FiveS;
using BotAssistant.Dialogs.Honours;
using BotAssistant.Dialogs.Plans;
using BotAssistant.Dialogs.Words;
using BotAssistant.FiveS;
using BotAssistant.People;
using BotAssistant.Plans;

namespace BotAssistant.Bot.Hosting;

/// <summary>What the plan asks of officers: 5S, its reports and tasks, cases and samplings on file.</summary>
internal static class FiveSServices
{
    public static IServiceCollection AddBureauWords(this IServiceCollection services) => services
        .AddScoped<PlanDesk>()
        .AddScoped<IWord, PlanWord>()
        .AddScoped<IWord>(provider => ActivatorUtilities.CreateInstance<PlanMarkWord>(provider, "plan-done", true))
        .AddScoped<IWord>(provider => ActivatorUtilities.CreateInstance<PlanMarkWord>(provider, "plan-undone", false))
        .AddScoped<IWord>(provider => ActivatorUtilities.CreateInstance<RecordConductWord>(provider, "record-case", false))
        .AddScoped<IWord>(provider => ActivatorUtilities.CreateInstance<RecordConductWord>(provider, "record-sampling", true))
        .AddScoped<IWord, ConductWord>()
        .AddScoped<IWord, VoidConductWord>();

    public static IServiceCollection AddFiveS(this IServiceCollection services) => services
        .AddScoped<FiveSDesk>()
        .AddScoped<FiveSCard>()
        .AddSingleton<VisitDialog>()
        .AddScoped<IWord, FiveSWord>()
        .AddScoped<IWord>(provider => ActivatorUtilities.CreateInstance<FiveSRatingWord>(provider, "five-s-self-rating", ScoreSheetDialog.FiveSSelf, Ability.ChangeOwnWorkshops))
        .AddScoped<IWord>(provider => ActivatorUtilities.CreateInstance<FiveSRatingWord>(provider, "five-s-rating", ScoreSheetDialog.FiveS, Ability.FollowUpActions))
        .AddScoped<IWord, FiveSVisitWord>()
        .AddScoped<IWord, FiveSChooseWord>()
        .AddScoped<IWord>(provider => FiveSMove(provider, "five-s-accept", false, desk => desk.AcceptAsync))
        .AddScoped<IWord>(provider => FiveSMove(provider, "five-s-return", true, desk => (officer, number, reason, stop) => desk.ReturnAsync(officer, number, reason!, stop)))
        .AddScoped<IWord>(provider => FiveSMove(provider, "five-s-check", false, desk => desk.CheckAsync))
        .AddScoped<IWord>(provider => FiveSMove(provider, "five-s-drop", true, desk => (officer, number, reason, stop) => desk.DropAsync(officer, number, reason!, stop)))
        .AddScoped<IWord, FiveSPublishWord>()
        .AddScoped<IWord, FiveSListWord>();

    private static FiveSMoveWord FiveSMove(IServiceProvider provider, string name, bool needsReason, Func<FiveSDesk, FiveSMove> move)
        => new(name, needsReason, provider.GetRequiredService<ITexts>(), move(provider.GetRequiredService<FiveSDesk>()));
}
