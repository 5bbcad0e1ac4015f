using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BotAssistant.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Commitments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsDocument",
                table: "Media",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "CommitmentSignatures",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkshopId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Letter = table.Column<string>(type: "TEXT", nullable: false),
                    SignedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false),
                    PostedPhoto = table.Column<string>(type: "TEXT", nullable: true),
                    PostedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CommitmentSignatures", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CommitmentSignatures_Workshops_WorkshopId",
                        column: x => x.WorkshopId,
                        principalTable: "Workshops",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Media_Documents",
                table: "Media",
                column: "StoredAt",
                filter: "\"IsDocument\"");

            migrationBuilder.CreateIndex(
                name: "IX_CommitmentSignatures_Code",
                table: "CommitmentSignatures",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CommitmentSignatures_WorkshopId_RecordedAt",
                table: "CommitmentSignatures",
                columns: new[] { "WorkshopId", "RecordedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CommitmentSignatures");

            migrationBuilder.DropIndex(
                name: "IX_Media_Documents",
                table: "Media");

            migrationBuilder.DropColumn(
                name: "IsDocument",
                table: "Media");
        }
    }
}
