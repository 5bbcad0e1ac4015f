using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BotAssistant.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Routes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Outbox_Due",
                table: "Outbox");

            migrationBuilder.AddColumn<int>(
                name: "Lane",
                table: "Outbox",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            // By hand: what belongs to a campaign must stay in the lane that asks whether it may go.
            migrationBuilder.Sql("UPDATE \"Outbox\" SET \"Lane\" = 1 WHERE \"Campaign\"");

            migrationBuilder.DropColumn(
                name: "Campaign",
                table: "Outbox");

            migrationBuilder.AddColumn<string>(
                name: "Notice",
                table: "Outbox",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NoticeKind",
                table: "Outbox",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Route",
                table: "Outbox",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TemplateId",
                table: "Outbox",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ChannelStops",
                columns: table => new
                {
                    Channel = table.Column<string>(type: "text", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    Since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChannelStops", x => x.Channel);
                });

            migrationBuilder.CreateTable(
                name: "Consents",
                columns: table => new
                {
                    Address = table.Column<string>(type: "text", nullable: false),
                    TemplateId = table.Column<string>(type: "text", nullable: false),
                    Remaining = table.Column<int>(type: "integer", nullable: false),
                    ChangedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Consents", x => new { x.Address, x.TemplateId });
                    table.CheckConstraint("CK_Consents_Remaining", "\"Remaining\" >= 0");
                });

            migrationBuilder.CreateTable(
                name: "DeliveryReports",
                columns: table => new
                {
                    Channel = table.Column<string>(type: "text", nullable: false),
                    PlatformId = table.Column<string>(type: "text", nullable: false),
                    Failure = table.Column<string>(type: "text", nullable: true),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeliveryReports", x => new { x.Channel, x.PlatformId });
                });

            migrationBuilder.CreateTable(
                name: "GoneChats",
                columns: table => new
                {
                    Address = table.Column<string>(type: "text", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    Since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GoneChats", x => x.Address);
                });

            migrationBuilder.CreateTable(
                name: "RouteQuotas",
                columns: table => new
                {
                    Channel = table.Column<string>(type: "text", nullable: false),
                    Route = table.Column<int>(type: "integer", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Used = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RouteQuotas", x => new { x.Channel, x.Route, x.Day });
                });

            migrationBuilder.AddCheckConstraint(
                name: "CK_SendWindows_Remaining",
                table: "SendWindows",
                sql: "\"Remaining\" >= 0");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Due",
                table: "Outbox",
                columns: new[] { "Lane", "NextAttemptAt", "QueuedAt", "Sequence" },
                filter: "\"State\" = 0");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Reported",
                table: "Outbox",
                columns: new[] { "Channel", "PlatformId" },
                filter: "\"NoticeKind\" IS NOT NULL AND \"PlatformId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryReports_At",
                table: "DeliveryReports",
                column: "At");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ChannelStops");

            migrationBuilder.DropTable(
                name: "Consents");

            migrationBuilder.DropTable(
                name: "DeliveryReports");

            migrationBuilder.DropTable(
                name: "GoneChats");

            migrationBuilder.DropTable(
                name: "RouteQuotas");

            migrationBuilder.DropCheckConstraint(
                name: "CK_SendWindows_Remaining",
                table: "SendWindows");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_Due",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_Reported",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Lane",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Notice",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "NoticeKind",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Route",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "TemplateId",
                table: "Outbox");

            migrationBuilder.AddColumn<bool>(
                name: "Campaign",
                table: "Outbox",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Due",
                table: "Outbox",
                columns: new[] { "Campaign", "NextAttemptAt", "QueuedAt", "Sequence" },
                filter: "\"State\" = 0");
        }
    }
}
