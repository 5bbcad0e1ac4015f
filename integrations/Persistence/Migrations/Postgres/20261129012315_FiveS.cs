using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BotAssistant.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class FiveS : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "FiveSProjects",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    HolderName = table.Column<string>(type: "text", nullable: false),
                    District = table.Column<string>(type: "text", nullable: false),
                    Licence = table.Column<string>(type: "text", nullable: false),
                    WorkshopId = table.Column<Guid>(type: "uuid", nullable: true),
                    CertificateId = table.Column<Guid>(type: "uuid", nullable: true),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Score = table.Column<decimal>(type: "numeric", nullable: true),
                    PublishedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Steps = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FiveSProjects", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FiveSProjects_Certificates_CertificateId",
                        column: x => x.CertificateId,
                        principalTable: "Certificates",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_FiveSProjects_Workshops_WorkshopId",
                        column: x => x.WorkshopId,
                        principalTable: "Workshops",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "ScoredSheets",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    Sheet = table.Column<string>(type: "text", nullable: false),
                    Revision = table.Column<DateOnly>(type: "date", nullable: false),
                    ScoredAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Content = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ScoredSheets", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_FiveSProjects_CertificateId",
                table: "FiveSProjects",
                column: "CertificateId");

            migrationBuilder.CreateIndex(
                name: "IX_FiveSProjects_Due",
                table: "FiveSProjects",
                column: "DueOn",
                filter: "\"State\" IN (0, 2)");

            migrationBuilder.CreateIndex(
                name: "IX_FiveSProjects_Licence",
                table: "FiveSProjects",
                column: "Licence",
                unique: true,
                filter: "\"State\" <> 6");

            migrationBuilder.CreateIndex(
                name: "IX_FiveSProjects_Number",
                table: "FiveSProjects",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FiveSProjects_Published",
                table: "FiveSProjects",
                columns: new[] { "PublishedOn", "Number" },
                filter: "\"State\" = 5");

            migrationBuilder.CreateIndex(
                name: "IX_FiveSProjects_State_DueOn",
                table: "FiveSProjects",
                columns: new[] { "State", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_FiveSProjects_WorkshopId",
                table: "FiveSProjects",
                column: "WorkshopId");

            migrationBuilder.CreateIndex(
                name: "IX_FiveSProjects_Year_District_State",
                table: "FiveSProjects",
                columns: new[] { "Year", "District", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_ScoredSheets_SubjectId_ScoredAt",
                table: "ScoredSheets",
                columns: new[] { "SubjectId", "ScoredAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "FiveSProjects");

            migrationBuilder.DropTable(
                name: "ScoredSheets");
        }
    }
}
