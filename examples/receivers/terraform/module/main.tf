# An example module: replace the resource with your provider's.

variable "booking_id" { type = string }
variable "owner" { type = string }
variable "ends_at" { type = string }
variable "resources" { type = list(string) }
variable "parameters" { type = any }

resource "terraform_data" "environment" {
  for_each = toset(var.resources)
  input = {
    booking = var.booking_id
    owner   = var.owner
    ends_at = var.ends_at
  }
}

output "url" {
  value = "https://${var.resources[0]}.environments.example"
}
